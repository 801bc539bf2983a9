using System.Text;

namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>What a transcript cannot show of forms: parts, bounds, lengths, secrets, what the diagnosis says.</summary>
public sealed class FormTests(MockFixture mock)
{
    private const string Target = "/api/public/users-by-id/1/";
    private const string LineBreak = "\r\n";

    private static KeyValuePair<string, string> Gzip => new("Content-Encoding", "gzip");

    private Vendor UserCom => mock.Vendor("user-com");

    public static TheoryData<string, string, string> BrokenParts =>
        new()
        {
            { "multipart/form-data", Part("city", "x"), "no boundary" },
            { "multipart/form-data; boundary=", Part("city", "x"), "no boundary" },
            { "multipart/form-data; boundary=" + new string('b', 71), Part("city", "x"), "no boundary" },
            { "multipart/form-data; boundary=a; boundary=b", Part("city", "x"), "no boundary" },
            { FormOf.Multipart, "city=x", "begin with the boundary" },
            { FormOf.Multipart, $"--{FormOf.Boundary}", "no line break" },
            { FormOf.Multipart, $"--{FormOf.Boundary}x\r\n\r\n\r\n--{FormOf.Boundary}--", "no line break" },
            { FormOf.Multipart, Part("city", "x")[..^6], "last boundary is missing" },
            { FormOf.Multipart, Part("city", "x") + "more", "behind the last boundary" },
            { FormOf.Multipart, Whole("city: x"), "no empty line" },
            { FormOf.Multipart, Whole("Content-Type: text/plain\r\n\r\nx"), "has no name" },
            { FormOf.Multipart, Whole("nonsense\r\n\r\nx"), "is no header" },
            { FormOf.Multipart, Whole("Content-Disposition: attachment; name=\"city\"\r\n\r\nx"), "has no name" },
            { FormOf.Multipart, Whole(Named("city\"; filename=\"a.txt") + "\r\n\r\nx"), "is a file" },
            { FormOf.Multipart, Whole(Named("city\"; filename*=UTF-8''a; x=\"") + "\r\n\r\nx"), "is a file" },
            { FormOf.Multipart, Whole(Named("city") + "\r\n" + Named("region") + "\r\n\r\nx"), "two names" },
            {
                FormOf.Multipart,
                Whole(Named("city") + "\r\nContent-Type: application/json\r\n\r\n{}"),
                "no text/plain"
            },
            {
                FormOf.Multipart,
                Whole(Named("city") + "\r\nContent-Type: text/plain; charset=l1\r\n\r\nx"),
                "text/plain"
            },
            {
                FormOf.Multipart,
                Whole(Named("city") + "\r\nContent-Transfer-Encoding: base64\r\n\r\neA=="),
                "is encoded"
            },
            { FormOf.Multipart, Whole(Named("city") + Headers(8) + "\r\n\r\nx"), "more than 8 headers" },
            { FormOf.Multipart, Whole(Named(new string('c', 1100)) + "\r\n\r\nx"), "too long" },
            { FormOf.Multipart, Twice("city"), "appears twice" },
        };

    [Theory]
    [MemberData(nameof(BrokenParts))]
    public async Task Parts_ThatAreNoForm_AreRefusedAndChangeNothing(string type, string body, string problem)
    {
        var sandbox = await mock.SandboxAsync();
        var before = (await sandbox.CallAsync(UserCom, "GET", Target)).Text;

        var answer = await SendAsync(sandbox, type, body);

        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldStartWith("{\"detail\":\"Form parse error - ");
        answer.Text.ShouldContain(problem);
        (await sandbox.CallAsync(UserCom, "GET", Target)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task Parts_AsBrowsersWriteThem_AreRead()
    {
        var sandbox = await mock.SandboxAsync();
        var body = FormOf.Parts([
            ("form-data; name=\"city\"\r\nContent-Type: text/plain; charset=UTF-8", "Zürich\r\n line"),
            ("form-data; name=\"score\"", "8"),
            ("Form-Data; Name=tags", "a"),
            ("form-data; name=\"tags\"", "b"),
            ("form-data; name=\"größe \\\"x\\\"\"", ""),
        ]);

        var answer = await SendAsync(sandbox, "Multipart/Form-Data; Boundary=\"" + FormOf.Boundary + "\"", body);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("city").GetString().ShouldBe("Zürich\r\n line");
        answer.Json.GetProperty("score").GetInt32().ShouldBe(8);
        answer.Text.ShouldContain("\"name\":\"größe \\\"x\\\"\"");
        answer.Header("X-Mock-Findings").ShouldBe("1");
    }

    [Theory]
    [InlineData(FormOf.UrlEncoded)]
    [InlineData(FormOf.Multipart)]
    public async Task Form_OfMoreThan1000Fields_IsRefused(string type)
    {
        var sandbox = await mock.SandboxAsync();
        byte[] Fields(int count) =>
            type == FormOf.UrlEncoded
                ? Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, count).Select(i => $"k{i}=1")))
                : FormOf.Parts(Enumerable.Range(0, count).Select(i => ($"form-data; name=\"k{i}\"", "1")));
        (await SendAsync(sandbox, type, Fields(1000))).Status.ShouldBe(200);
        var more = await SendAsync(sandbox, type, Fields(1001));
        more.Status.ShouldBe(400);
        more.Text.ShouldContain("more than 1000 keys");
    }

    [Theory]
    [InlineData(FormOf.UrlEncoded, "city=x", 4)]
    [InlineData(FormOf.Multipart, "", 70)]
    public async Task Form_ShorterThanItsLength_IsReadAsFarAsItGoes(string type, string body, int length)
    {
        var sandbox = await mock.SandboxAsync();
        var port = mock.Port(UserCom);
        if (body.Length == 0)
            body = Part("city", "x");
        var token = sandbox.Credential(UserCom)[0].Value;
        var head =
            $"PUT {Target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: {token}\r\n"
            + $"Content-Type: {type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}";
        var answer = Wire.Parse(await new Wire(port).RawAsync(Encoding.ASCII.GetBytes(head)));
        // "city" alone is a field without a text; half a part is no form.
        answer.Status.ShouldBe(type == FormOf.UrlEncoded ? 200 : 400, answer.Text);
    }

    [Theory]
    [InlineData("password=hunter2secret&city=x&city=y")]
    [InlineData("p%61ssword=hunter2secret")]
    [InlineData("attribute=password&value=hunter2secret")]
    [InlineData("attribute=api%5Fkey&value=hunter2secret")]
    public async Task Form_WithASecret_LeavesNoneInTheJournal(string form)
    {
        var sandbox = await mock.SandboxAsync();
        var target = form.StartsWith("attribute", StringComparison.Ordinal) ? Target + "set_attribute/" : Target;
        await SendAsync(sandbox, FormOf.UrlEncoded, form, target);
        foreach (var below in (string[])["", "set_multiple_attributes/"])
        {
            var path = Target + below;
            await SendAsync(sandbox, FormOf.Multipart, Part("password", "hunter2secret"), path);
            await SendAsync(sandbox, FormOf.UrlEncoded, "password=hunter2secret", path);
            await SendAsync(sandbox, FormOf.UrlEncoded, "score=hunter2secret&apiKey=hunter2secret", path);
        }

        await SendAsync(sandbox, FormOf.Multipart, Parts(("attribute", "pwd"), ("value", "hunter2secret")), target);
        await SendAsync(sandbox, FormOf.Multipart, Parts(("score", "hunter2secret"), ("jwt", "hunter2secret")));

        var journal = (await sandbox.MockAsync("GET", "/requests")).Text;

        journal.ShouldContain(target);
        journal.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Form_WithACompressedBody_IsRefused()
    {
        var sandbox = await mock.SandboxAsync("""{"profile":"lenient"}""");
        var answer = await SendAsync(sandbox, FormOf.UrlEncoded, "city=x", Target, Gzip);
        answer.Status.ShouldBe(415);
    }

    [Theory]
    [InlineData("city=x&city=y", "city=x", "appears twice")]
    [InlineData("score=high&city=x", "city=x", "integer")]
    [InlineData("user_id=2&city=x", "city=x", "")]
    public async Task Diagnosis_OfARefusedForm_HasACurlOfAForm(string form, string kept, string problem)
    {
        var sandbox = await mock.SandboxAsync();
        var answer = await SendAsync(sandbox, FormOf.UrlEncoded, form);
        answer.Status.ShouldBe(400, answer.Text);

        var entry = (await sandbox.MockAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;
        var diagnosis = entry.GetProperty("diagnosis");

        diagnosis.GetProperty("problems")[0].ToString().ShouldContain(problem);
        diagnosis.GetProperty("curl").GetString()!.ShouldContain(FormOf.UrlEncoded);
        var curl = ShellCurl.Parse(diagnosis.GetProperty("curl").GetString()!);
        Encoding.UTF8.GetString(curl.Body!).ShouldContain(kept);
        var done = await mock.Wire(UserCom).SendAsync(curl.Method, curl.Target, curl.Headers, curl.Body);
        done.Status.ShouldBe(200, done.Text);
        done.Json.GetProperty("city").GetString().ShouldBe("x");
    }

    [Fact]
    public async Task Diagnosis_OfAFormForNobody_NamesTheUserFirst()
    {
        var sandbox = await mock.SandboxAsync();
        KeyValuePair<string, string>[] headers =
        [
            .. sandbox.Credential(UserCom),
            new("Content-Type", FormOf.UrlEncoded),
        ];
        var answer = await sandbox.SendAsync(
            UserCom,
            "PUT",
            "/api/public/users-by-id/nobody/",
            headers,
            "city=x"u8.ToArray()
        );
        answer.Status.ShouldBe(404);

        var entry = (await sandbox.MockAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;

        var diagnosis = entry.GetProperty("diagnosis");
        diagnosis.GetProperty("problems")[0].GetProperty("pointer").GetString().ShouldBe("/user_id");
        diagnosis.GetProperty("party").GetString().ShouldBe("client");
    }

    private Task<WireAnswer> SendAsync(
        TestSandbox sandbox,
        string type,
        string body,
        string target = Target,
        params KeyValuePair<string, string>[] more
    ) => SendAsync(sandbox, type, Encoding.UTF8.GetBytes(body), target, more);

    private Task<WireAnswer> SendAsync(
        TestSandbox sandbox,
        string type,
        byte[] body,
        string target = Target,
        params KeyValuePair<string, string>[] more
    )
    {
        var method = target == Target ? "PUT" : "POST";
        return sandbox.SendAsync(
            UserCom,
            method,
            target,
            [.. sandbox.Credential(UserCom), new("Content-Type", type), .. more],
            body
        );
    }

    private static string Named(string name) => $"Content-Disposition: form-data; name=\"{name}\"";

    private static string Part(string name, string text) => Parts((name, text));

    private static string Parts(params (string Name, string Text)[] parts) =>
        Encoding.UTF8.GetString(FormOf.Parts(parts.Select(p => ($"form-data; name=\"{p.Name}\"", p.Text))));

    private static string Twice(string name) => Parts((name, "x"), (name, "y"));

    private static string Headers(int count) => string.Concat(Enumerable.Repeat("\r\nX: y", count));

    private static string Whole(string part) => $"--{FormOf.Boundary}{LineBreak}{part}{LineBreak}--{FormOf.Boundary}--";
}
