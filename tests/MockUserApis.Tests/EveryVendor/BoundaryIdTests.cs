namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// An id at the edge of what an id can be is refused, or names a user that can be read, changed and deleted: no user
/// may come to be that nobody can reach.
/// </summary>
public sealed class BoundaryIdTests(MockFixture mock)
{
    private static readonly string[] Ids =
    [
        "",
        " ",
        "\t",
        "\u2028",
        "a b",
        " a",
        "a ",
        .. new[] { 64, 65, 255, 256 }.Select(n => new string('x', n)),
        .. new[] { 64, 65, 255, 256 }.Select(n => string.Concat(Enumerable.Repeat("😀", n))),
        "/",
        "a/b",
        "a/",
        "%",
        "50%",
        "%2F",
        "%41",
        ".",
        "..",
        "...",
        "a.b",
        "@",
        "@a",
        "a@b.example",
        "?",
        "#",
        "&=+;",
        "\\",
        "\"",
        "ü",
        "日本語",
        "e\u0301",
        "\u202Ea",
        "0",
        "-1",
        "null",
        "update",
        "search",
    ];

    public static TheoryData<string, string> Cases() =>
        [.. Creating.SelectMany(v => new[] { "strict", "lenient" }, (v, profile) => (v.Slug, profile))];

    public static TheoryData<string> Slugs => [.. Creating.Select(v => v.Slug)];

    private static IEnumerable<Vendor> Creating => MockFixture.Known.Where(BoundaryId.IsFor);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Create_WithABoundaryId_IsRefusedOrMakesAUserThatCanBeReached(string slug, string profile)
    {
        var vendor = mock.Vendor(slug);
        var options = $$"""{"population":0,"profile":"{{profile}}","rateLimits":false}""";
        var sandbox = await mock.SandboxAsync(options);
        var problems = new List<string>();
        foreach (var id in Ids)
        {
            if (await ProblemAsync(new BoundaryId(sandbox, vendor, id)) is not { } problem)
                continue;
            problems.Add($"\"{id}\": {problem}");
            sandbox = await mock.SandboxAsync(options);
        }

        problems.ShouldBeEmpty();
    }

    /// <summary>Without this, a law over refusals alone would hold.</summary>
    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Create_WithAPlainId_IsTaken(string slug)
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        (await new BoundaryId(sandbox, mock.Vendor(slug), "plain-1").CreateAsync()).Status.ShouldBeInRange(200, 299);
    }

    private static async Task<string?> ProblemAsync(BoundaryId user)
    {
        var first = await user.CreateAsync();
        if (first.Status is < 200 or >= 500)
            return $"create answered {first.Status} {first.Text}";
        if (first.Status >= 300 && await user.CountAsync() > 0)
            return $"create answered {first.Status} and made a user";
        if (first.Status >= 300)
            return await UnreachedAsync(user);
        var again = await user.CreateAsync();
        if (again.Status >= 500)
            return $"a second create answered {again.Status} {again.Text}";
        if (await user.CountAsync() is var users && users != user.Made)
            return $"{user.Made} creates were taken and {users} users came to be";
        while (user.Next())
        {
            if (await user.ReadAsync() is { Status: not 200 } unread)
            {
                return $"created, and a read answered {unread.Status} {unread.Text}";
            }

            if (await user.UpdateAsync() is { Status: < 200 or >= 300 } kept)
            {
                return $"created, and an update answered {kept.Status} {kept.Text}";
            }

            if (await user.DeleteAsync() is { Status: < 200 or >= 300 } stays)
            {
                return $"created, and a delete answered {stays.Status} {stays.Text}";
            }

            if (await user.ReadAsync() is { Status: < 400 or >= 500 } there)
            {
                return $"deleted, and a read answered {there.Status} {there.Text}";
            }
        }

        var left = await user.CountAsync();
        return left == 0 ? null : $"{left} users are left";
    }

    private static async Task<string?> UnreachedAsync(BoundaryId user) =>
        await user.ReadAsync() is { Status: >= 500 } read ? $"refused, and a read answered {read.Status}" : null;
}
