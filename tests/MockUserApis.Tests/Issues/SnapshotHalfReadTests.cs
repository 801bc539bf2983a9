namespace MockUserApis.Tests.Issues;

/// <summary>A snapshot whose instants could not be read was refused, or a 500, with the sandbox emptied.</summary>
public sealed class SnapshotHalfReadTests(MockFixture mock)
{
    private static readonly string[] Instants =
    [
        "\"tomorrow\"",
        "42",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59-14:00\"",
        "\"10000-01-01T00:00:00Z\"",
    ];

    public static TheoryData<string, string> Spoilt
    {
        get
        {
            var data = new TheoryData<string, string>
            {
                { "seed", "1e400" },
                { "seed", "\"1\"" },
                { "version", "9999999999" },
                { "version", "1.5" },
                { "vendors", "[]" },
                { "vendors", "null" },
                { "vendors", Users("null") },
                { "vendors", """{"volt-mx":{"names":{"x":[null]},"users":[]}}""" },
                { "vendors", """{"volt-mx":{"names":{"x":[1]},"users":[]}}""" },
                { "vendors", """{"volt-mx":{"names":{},"users":[],"settings":{"reconciliationKey":null}}}""" },
                { "vendors", Users("""{"ordinal":1,"fields":{},"deletedAt":"yesterday"}""") },
                { "vendors", Users("""{"ordinal":1.5,"fields":{}}""") },
                { "vendors", Users("""{"ordinal":99999999999999999999,"fields":{}}""") },
                { "vendors", Users("""{"ordinal":1,"fields":{},"revivable":"yes"}""") },
            };
            foreach (var instant in Instants)
                data.Add("frozenAt", instant);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task Put_SnapshotThatCannotBeRead_IsRefusedAndChangesNothing(string name, string value)
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1,"population":10}""");
        var calls = new UserCalls(sandbox, mock.Vendor("volt-mx"));
        await calls.SeededAsync("""{"firstName":"Kept"}""");
        var snapshot = new Dictionary<string, string>
        {
            ["version"] = "1",
            ["seed"] = "1",
            ["population"] = "10",
            ["vendors"] = "{}",
            [name] = value,
        };

        var body = "{" + string.Join(',', snapshot.Select(p => $"\"{p.Key}\":{p.Value}")) + "}";
        var refused = await sandbox.MockAsync("PUT", "/snapshot", body);

        refused.Status.ShouldBe(400, refused.Text);
        refused.Json.GetProperty("detail").GetString()!.ShouldContain("snapshot", Case.Insensitive);
        (await calls.ReadAsync()).Text.ShouldContain("Kept");
    }

    private static string Users(string user) => "{\"volt-mx\":{\"names\":{},\"users\":[" + user + "]}}";
}
