namespace MockUserApis.Tests.Vendors.GainsightPx;

/// <summary>
/// <c>identifyId: ""</c> was taken again and again, and made users that nobody could read, change or delete.
/// </summary>
public sealed class IdentifyIdTests(MockFixture mock)
{
    private static readonly string[] Ids =
    [
        "",
        " ",
        "\t",
        "a b",
        " a",
        "a ",
        "a/b",
        "/",
        "//",
        "/a/",
        "%",
        "%2F",
        "a%",
        "%00",
        "?",
        "#",
        "a?b#c",
        "+",
        "&=",
        ".",
        "..",
        "...",
        "a.b",
        "./a",
        "../a",
        "\\",
        "\"",
        "'",
        "{id}",
        "@",
        "fred@example.com",
        ";",
        "~x",
        "é",
        "\u65e5\u672c",
        "\U0001F600",
        "e\u0301",
        "\u0001",
        "\u007f",
        "\r\n",
        "\u2028",
        "\ufeffa",
        "a\0b",
        "update",
        "delete",
        "denylist",
        "Update",
        "users",
        "null",
        "0",
    ];

    public static TheoryData<string, string> Profiles =>
        new()
        {
            { "strict", "ids" },
            { "lenient", "ids" },
            { "strict", "lengths" },
            { "lenient", "lengths" },
        };

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Create_BoundaryId_IsRefusedOrFullyUsable(string profile, string which)
    {
        var ids = which == "ids" ? Ids : [.. Lengths().SelectMany(l => new[] { new string('a', l), Faces(l) })];
        var problems = new List<string>();
        foreach (var id in ids)
        {
            if (await ProblemAsync(profile, id) is { } problem)
                problems.Add($"{Shown(id)}: {problem}");
        }

        problems.ShouldBeEmpty();
    }

    private static IEnumerable<int> Lengths() => [64, 65, 255, 256, 512, 513, 1024, 10_000];

    private static string Faces(int length) => string.Concat(Enumerable.Repeat("\U0001F600", length));

    private static string Shown(string id) => id.Length > 40 ? $"{id[..2]} × {id.Length}" : $"\"{id}\"";

    private async Task<string?> ProblemAsync(string profile, string id)
    {
        var options = $$"""{"population":2,"rateLimits":false,"profile":"{{profile}}"}""";
        var (vendor, sandbox) = (mock.Vendor("gainsight-px"), await mock.SandboxAsync(options));
        var json = System.Text.Json.JsonSerializer.Serialize(id);
        var body = $$"""{"identifyId":{{json}},"propertyKeys":["AP-1"],"title":"first"}""";
        var target = TestSandbox.UserTarget(vendor, id);
        var created = await sandbox.CallAsync(vendor, "POST", "/v1/users", body);
        if (created.Status == 400)
            return sandbox.Inside.Users(vendor).Count == 2 ? null : "refused, and there";
        if (created.Status != 201)
            return $"created with {created.Status}";
        var again = await sandbox.CallAsync(vendor, "POST", "/v1/users", body);
        if (again.Status != 400)
            return $"created twice: {again.Status}";
        var changed = await sandbox.CallAsync(vendor, "PUT", target, body.Replace("first", "second"));
        if (changed.Status != 204)
            return $"changed with {changed.Status} {changed.Text}";
        var read = await sandbox.CallAsync(vendor, "GET", target);
        if (read.Status != 200)
            return $"read with {read.Status}";
        if (read.Json.GetProperty("identifyId").GetString() != id)
            return "read as " + read.Text;
        if (read.Json.GetProperty("title").GetString() != "second")
            return "not changed";
        var deleted = await sandbox.CallAsync(vendor, "DELETE", target);
        if (deleted.Status != 204)
            return $"deleted with {deleted.Status}";
        var after = await sandbox.CallAsync(vendor, "GET", target);
        return after.Status == 404 ? null : $"read after its deletion: {after.Status}";
    }
}
