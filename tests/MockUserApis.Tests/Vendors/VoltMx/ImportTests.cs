using System.Globalization;
using System.Text;

namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>Rows of a file: which are taken, and that one at fault leaves everything as it was.</summary>
public sealed class ImportTests(MockFixture mock)
{
    private const string Path = "/api/v1/audience/import?DELIMITER=COMMA";
    private const string Header = "email,firstName,lastName,country\n";
    private const string Good = "nora@example.com,Nora,Winter,Germany\n";

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Theory]
    [InlineData(Header + Good)]
    [InlineData("\uFEFF" + Header + Good)]
    [InlineData("\r\n" + Header + "\r\n\r" + Good + "\n")]
    [InlineData("EMAIL , First Name,last_name,\"Country\"\r" + Good)]
    [InlineData("email,firstName,lastName,country,id,createdDateStr\nnora@example.com,Nora,Winter,Germany,7,never")]
    public async Task File_OfOneRow_MakesOneMember(string file)
    {
        var (sandbox, status) = await ImportedAsync(file);

        status.GetProperty("uploadStatusCode").GetInt32().ShouldBe(200, file);
        status.GetProperty("statusMessage").GetString().ShouldBe("Successfully uploaded requests of count : 1");
        (await CountAsync(sandbox)).ShouldBe(1);
    }

    [Theory]
    [InlineData(Header + "nora@example.com,Nora,Winter,\n", 400)]
    [InlineData(Header + "nora@example.com,Nora,Winter\n", 400)]
    [InlineData(Header + "nora@example.com,Nora,Winter,Germany,more\n", 400)]
    [InlineData(Header + "\"nora@example.com,Nora,Winter,Germany\n", 400)]
    [InlineData(Header + "\"nora\"@example.com,Nora,Winter,Germany\n", 400)]
    [InlineData(Header + Good + Good, 400)]
    [InlineData("email,firstName,lastName,country,active\nnora@example.com,Nora,Winter,Germany,maybe\n", 400)]
    [InlineData("email,firstName,lastName,country,mobileNumber\nnora@example.com,Nora,Winter,Germany,12\n", 400)]
    [InlineData("email,firstName,lastName,country,lastActiveDate\nn@example.com,N,W,Germany,02/30/2017\n", 400)]
    [InlineData("email,firstName,lastName,country,Email\nn@example.com,N,W,Germany,n@example.com\n", 400)]
    [InlineData("firstName,lastName,country\nNora,Winter,Germany\n", 500)]
    [InlineData("\n\n", 500)]
    [InlineData("\uFEFF", 500)]
    [InlineData("email\tfirstName\tlastName\tcountry\n", 500)]
    public async Task File_WithAFault_ImportsNothingAndSaysSo(string file, int code)
    {
        var (sandbox, status) = await ImportedAsync(file);

        status.GetProperty("uploadStatusCode").GetInt32().ShouldBe(code, file);
        (await CountAsync(sandbox)).ShouldBe(0);
        var entry = (await sandbox.ArrangeAsync("GET", "/requests?operation=importAudience")).Json[0];
        entry.GetProperty("findings").GetArrayLength().ShouldBePositive(file);
    }

    [Fact]
    public async Task Header_WithoutRows_ImportsNone()
    {
        var (sandbox, status) = await ImportedAsync(Header);

        status.GetProperty("statusMessage").GetString().ShouldBe("Successfully uploaded requests of count : 0");
        (await CountAsync(sandbox)).ShouldBe(0);
    }

    [Fact]
    public async Task Row_OfAnothersMobileNumber_LeavesTheRowsBeforeItOut()
    {
        var sandbox = await mock.SandboxAsync("""{"population":2,"seed":1}""");
        var taken = sandbox.AsMade.Users(VoltMx).At(1)!.Value.Document.Text("mobileNumber");
        var before = (await sandbox.CallAsync(VoltMx, "GET", "/api/v1/audience")).Text;

        var status = await ImportAsync(
            sandbox,
            $"{Header[..^1]},mobileNumber\n{Good[..^1]},\nt@example.com,T,B,Germany,{taken}\n"
        );

        status.GetProperty("uploadStatusCode").GetInt32().ShouldBe(400);
        (await sandbox.CallAsync(VoltMx, "GET", "/api/v1/audience")).Text.ShouldBe(before);
    }

    [Fact]
    public async Task Member_WhoWouldGrowTooLarge_RefusesTheFileAndLeavesTheRest()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        var names = Enumerable.Range(0, 4).Select(i => $$"""{"name":"note{{i}}","type":"String"}""");
        await sandbox.ArrangeAsync(
            "PUT",
            "/settings/volt-mx",
            $$"""{"dynamicAttributes":[{{string.Join(',', names)}}]}"""
        );
        await ImportAsync(sandbox, Header + Good);
        for (var i = 0; i < 3; i++)
        {
            var grown = new string('x', i < 2 ? 1_000_000 : 90_000);
            var body =
                """{"firstName":"N","lastName":"W","country":"Germany","email":"nora@example.com","state":"","note"""
                + $"{i}\":\"{grown}\"}}";
            (await sandbox.CallAsync(VoltMx, "PUT", "/api/v1/audience/1", body)).Status.ShouldBe(200);
        }

        var answer = await SendAsync(
            sandbox,
            "text/csv",
            Encoding.UTF8.GetBytes(
                $"{Header[..^1]},note3\nt@example.com,T,B,Germany,\n{Good[..^1]},{new string('x', 9_900)}\n"
            )
        );

        answer.Status.ShouldBe(400, answer.Text);
        (await CountAsync(sandbox)).ShouldBe(1);
        var read = (await sandbox.CallAsync(VoltMx, "GET", "/api/v1/audience/1")).Json;
        read.GetProperty("note2").GetString()!.Length.ShouldBe(90_000);
        read.GetProperty("note3").GetString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_ManyAndOneTooMany_AreTakenAndAreNot()
    {
        var rows = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"a{i}@example.com,A,B,Germany\n"));

        var (sandbox, all) = await ImportedAsync(Header + rows);
        var more = await ImportAsync(sandbox, Header + rows + Good);

        all.GetProperty("statusMessage").GetString().ShouldBe("Successfully uploaded requests of count : 1000");
        more.GetProperty("uploadStatusCode").GetInt32().ShouldBe(400);
        (await CountAsync(sandbox)).ShouldBe(1_000);
    }

    [Fact]
    public async Task Files_SentAtOnce_MakeEachMemberOnce()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        var rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"a{i}@example.com,A,B,Germany\n"));

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ImportAsync(sandbox, Header + rows)));

        all.ShouldAllBe(s => s.GetProperty("uploadStatusCode").GetInt32() == 200);
        (await CountAsync(sandbox)).ShouldBe(20);
        all.Select(s => s.GetProperty("id").GetString()).Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public async Task File_NotInUtf8_IsRefusedInBothForms()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        byte[][] bodies =
        [
            Encoding.Latin1.GetBytes(Header + "é@example.com,N,W,Germany\n"),
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header + Good)],
        ];
        foreach (var body in bodies)
        {
            (await SendAsync(sandbox, "text/csv", body)).Status.ShouldBe(400);
            byte[] parts =
            [
                .. "--b\r\nContent-Disposition: form-data; name=\"uploadFile\"\r\n\r\n"u8,
                .. body,
                .. "\r\n--b--"u8,
            ];
            (await SendAsync(sandbox, "multipart/form-data; boundary=b", parts)).Status.ShouldBe(400);
        }

        (await CountAsync(sandbox)).ShouldBe(0);
        (await StatusAsync(sandbox, "1")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Batch_OfAnImport_IsTakenBackByAResetAndTravelsInASnapshot()
    {
        var (sandbox, status) = await ImportedAsync(Header + Good);
        var snapshot = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        var id = status.GetProperty("id").GetString();

        await sandbox.ArrangeAsync("POST", "/reset");
        var after = await StatusAsync(sandbox, id!);
        var other = await mock.SandboxAsync("""{"population":0}""");
        await other.ArrangeAsync("PUT", "/snapshot", snapshot);

        after.Status.ShouldBe(400);
        (await StatusAsync(other, id!)).Text.ShouldBe(status.GetRawText());
    }

    private async Task<(TestSandbox Sandbox, System.Text.Json.JsonElement Status)> ImportedAsync(string file)
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        return (sandbox, await ImportAsync(sandbox, file));
    }

    private async Task<System.Text.Json.JsonElement> ImportAsync(TestSandbox sandbox, string file)
    {
        var answer = await SendAsync(sandbox, "text/csv", Encoding.UTF8.GetBytes(file));
        answer.Status.ShouldBe(200, answer.Text);
        return (await StatusAsync(sandbox, answer.Json.GetProperty("id").GetString()!)).Json;
    }

    private async Task<long> CountAsync(TestSandbox sandbox) =>
        (await sandbox.CallAsync(VoltMx, "GET", "/api/v1/audience")).Json.GetProperty("total").GetInt64();

    private Task<WireAnswer> StatusAsync(TestSandbox sandbox, string id) =>
        sandbox.CallAsync(VoltMx, "GET", string.Create(CultureInfo.InvariantCulture, $"/api/v1/batchinfo/status/{id}"));

    private Task<WireAnswer> SendAsync(TestSandbox sandbox, string type, byte[] body) =>
        sandbox.SendAsync(VoltMx, "POST", Path, [.. sandbox.Credential(VoltMx), new("Content-Type", type)], body);
}
