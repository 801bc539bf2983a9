namespace MockUserApis.Tests.Vendors.VoltMx;

public sealed class DynamicAttributesTests(MockFixture mock)
{
    private const string Path = "/settings/volt-mx";
    private const string Core =
        "\"firstName\":\"Nora\",\"lastName\":\"Winter\",\"country\":\"India\",\"state\":\"\",\"email\":\"nora1@example.com\"";

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { "null", "a list" },
            { "\"Tier\"", "a list" },
            { "{}", "a list" },
            { "[1]", "/0 is 1" },
            { "[{}]", "String, Number, Pick List, Date" },
            { """[{"type":"String"}]""", "/0/name is absent" },
            { """[{"name":5,"type":"String"}]""", "/0/name is 5" },
            { """[{"name":" ","type":"String"}]""", "1 to 100 characters" },
            { """[{"name":"Tier","type":"string"}]""", "/0/type" },
            { """[{"name":"Tier","type":"String","required":"yes"}]""", "true or false" },
            { """[{"name":"Tier","type":"String","key":true}]""", "/0/key" },
            { """[{"name":"Tier","type":"String","values":["Gold"]}]""", "for a Pick List" },
            { """[{"name":"Tier","type":"Pick List","values":[]}]""", "for a Pick List" },
            { """[{"name":"Tier","type":"String"},{"name":"Tier","type":"Date"}]""", "twice" },
            { """[{"name":"email","type":"String"}]""", "do not have already" },
            { """[{"name":"lastActiveDate","type":"String"}]""", "do not have already" },
            { """[{"name":"mobileDigits","type":"String"}]""", "do not have already" },
            { "[" + string.Join(',', Enumerable.Range(0, 41).Select(Attribute)) + "]", "more than 40" },
            {
                "["
                    + string.Join(
                        ',',
                        Enumerable.Range(0, 4).Select(i => Attribute(i).Replace("}", ",\"reconciliationKey\":true}"))
                    )
                    + "]",
                "more than 3"
            },
        };

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Setting_Wrong_IsRefusedWithASentenceAndChangesNothing(string list, string named)
    {
        var sandbox = await mock.SandboxAsync();
        var answer = await sandbox.MockAsync(
            "PUT",
            Path,
            $$"""{"reconciliationKey":"mobileNumber","dynamicAttributes":{{list}}}"""
        );
        answer.Status.ShouldBe(400, answer.Text);
        answer.Json.GetProperty("detail").GetString()!.ShouldContain(named);
        (await sandbox.MockAsync("GET", Path)).Text.ShouldBe(
            """{"reconciliationKey":"email","dynamicAttributes":[]}"""
        );
    }

    [Fact]
    public async Task Snapshot_OfSettingAndValues_ComesBack()
    {
        var sandbox = await TieredAsync();
        var before = (await ReadAsync(sandbox)).Text;
        before.ShouldContain("\"Tier\":\"Gold\"");
        var snapshot = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        await sandbox.ArrangeAsync("POST", "/reset");
        (await ReadAsync(sandbox)).Text.ShouldNotContain("Tier");
        await sandbox.ArrangeAsync("PUT", "/snapshot", snapshot);
        (await ReadAsync(sandbox)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task Snapshot_WithAWrongSetting_IsRefusedAndChangesNothing()
    {
        var sandbox = await TieredAsync();
        var snapshot = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        var wrong = snapshot.Replace("\"type\":\"String\"", "\"type\":\"Text\"", StringComparison.Ordinal);
        var answer = await sandbox.MockAsync("PUT", "/snapshot", wrong);
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldContain("String, Number, Pick List, Date");
        (await ReadAsync(sandbox)).Text.ShouldContain("\"Tier\":\"Gold\"");
    }

    [Fact]
    public async Task Attributes_OfOneSandbox_AreNotTheOthers()
    {
        await TieredAsync();
        var other = await mock.SandboxAsync();
        (await ReadAsync(other)).Text.ShouldNotContain("Tier");
    }

    [Fact]
    public async Task Attribute_TakenAwayAndBack_HidesItsValuesMeanwhile()
    {
        var sandbox = await TieredAsync();
        await sandbox.ArrangeAsync("PUT", Path, """{"dynamicAttributes":[]}""");
        (await ReadAsync(sandbox)).Text.ShouldNotContain("Tier");
        await sandbox.ArrangeAsync("PUT", Path, """{"dynamicAttributes":[{"name":"Tier","type":"String"}]}""");
        (await ReadAsync(sandbox)).Text.ShouldContain("\"Tier\":\"Gold\"");
    }

    [Fact]
    public async Task Attributes_AsManyAsThereMayBe_DoNotHideAWrongType()
    {
        var sandbox = await mock.SandboxAsync();
        var all = Enumerable.Range(0, 40).ToList();
        var list = string.Join(',', all.Select(Attribute));
        await sandbox.ArrangeAsync("PUT", Path, $$"""{"dynamicAttributes":[{{list}}]}""");
        var values = string.Join(',', all.Select(i => $"\"a{i}\":\"{i}\""));
        var good = await sandbox.CallAsync(VoltMx, "PUT", "/api/v1/audience/1", $"{{{values},{Core}}}");
        good.Status.ShouldBe(200, good.Text);
        var bad = await sandbox.CallAsync(
            VoltMx,
            "PUT",
            "/api/v1/audience/1",
            $"{{{values},{Core},\"smsSubscription\":5}}"
        );
        bad.Text.ShouldBe("""{"message":"Invalid request format"}""");
    }

    [Fact]
    public async Task SeededUser_WithAWrongOrUnknownAttribute_IsRefusedByName()
    {
        var sandbox = await mock.SandboxAsync();
        await sandbox.ArrangeAsync("PUT", Path, """{"dynamicAttributes":[{"name":"Age","type":"Number"}]}""");
        var wrong = await sandbox.MockAsync("PUT", "/users/volt-mx/1", """{"Age":"old"}""");
        wrong.Status.ShouldBe(400, wrong.Text);
        wrong.Text.ShouldContain("Age");
        var unknown = await sandbox.MockAsync("PUT", "/users/volt-mx/1", """{"Tier":"Gold"}""");
        unknown.Status.ShouldBe(400, unknown.Text);
        unknown.Text.ShouldContain("dynamicAttributes");
    }

    private static string Attribute(int i) => $$"""{"name":"a{{i}}","type":"String"}""";

    private async Task<TestSandbox> TieredAsync()
    {
        var sandbox = await mock.SandboxAsync();
        await sandbox.ArrangeAsync("PUT", Path, """{"dynamicAttributes":[{"name":"Tier","type":"String"}]}""");
        var put = await sandbox.CallAsync(VoltMx, "PUT", "/api/v1/audience/1", $"{{{Core},\"Tier\":\"Gold\"}}");
        put.Status.ShouldBe(200, put.Text);
        return sandbox;
    }

    private Task<WireAnswer> ReadAsync(TestSandbox sandbox) => sandbox.CallAsync(VoltMx, "GET", "/api/v1/audience/1");
}
