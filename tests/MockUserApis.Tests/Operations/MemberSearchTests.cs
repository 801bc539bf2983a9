using System.Text.Json;

namespace MockUserApis.Tests.Operations;

/// <summary>Finding users by what they are called: <c>GET …/users/{slug}?q=</c>.</summary>
public sealed class MemberSearchTests(MockFixture mock)
{
    private const int Many = 100_000;

    public static TheoryData<string> Slugs => MockFixture.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Users_SearchedByWhatOneOfThemHas_HaveThatOne(string slug)
    {
        var box = await mock.SandboxAsync();
        var third = (await ListAsync(box, $"/users/{slug}?limit=3&view=keyed"))[2];
        var key = third.GetProperty("key").GetString()!;
        string[] texts =
        [
            key,
            .. Texts(third.GetProperty("user")).Where(t => t.Contains('@', StringComparison.Ordinal)),
        ];
        texts.Length.ShouldBeGreaterThan(1);
        foreach (var text in texts.Append(texts[^1].ToUpperInvariant()))
        {
            var found = await ListAsync(box, $"/users/{slug}?view=keyed&limit=1000&q={Uri.EscapeDataString(text)}");
            found.ShouldContain(u => u.GetProperty("key").GetString() == key, text);
            found.Count.ShouldBeLessThan(1000, text);
        }
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Users_SearchedByTwoWords_HaveBoth(string slug)
    {
        var box = await mock.SandboxAsync();
        var second = (await ListAsync(box, $"/users/{slug}?limit=2&view=keyed"))[1];
        var words = Texts(second.GetProperty("user")).Where(t => t.Length > 2).Take(2).Select(t => t[..3]).ToList();
        var found = await ListAsync(
            box,
            $"/users/{slug}?view=keyed&limit=1000&q={Uri.EscapeDataString(string.Join(' ', words))}"
        );
        found.ShouldContain(u => u.GetProperty("key").GetString() == second.GetProperty("key").GetString());
        foreach (var user in found)
        {
            words.ShouldAllBe(w =>
                Values(user.GetProperty("user")).Any(v => v.Contains(w, StringComparison.OrdinalIgnoreCase))
            );
        }
    }

    [Fact]
    public async Task Users_SearchedByAnIdFarBehind_AreFoundAtOnceAndTheRestPageByPage()
    {
        var box = await mock.SandboxAsync($$"""{"population":{{Many}}}""");
        var far = $"user-{Many:D6}";
        var answer = await box.ArrangeAsync("GET", $"/users/gainsight-px?view=keyed&q={far}");
        answer.Json.EnumerateArray().Single().GetProperty("key").GetString().ShouldBe(far);
        answer.Header("X-Total-Count").ShouldBe($"{Many}");
        var pages = 1;
        for (var link = answer.Header("Link"); link is not null; pages++)
        {
            link.ShouldContain("q=");
            var next = link[
                (link.IndexOf("/users/", StringComparison.Ordinal))..link.IndexOf('>', StringComparison.Ordinal)
            ];
            var more = await box.ArrangeAsync("GET", next);
            more.Json.GetArrayLength().ShouldBeLessThanOrEqualTo(1);
            link = more.Header("Link");
        }

        pages.ShouldBe(Many / 10_000);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Users_OfWhichOneWasChanged_MarkThatOneAlone(string slug)
    {
        var box = await mock.SandboxAsync();
        var second = (await ListAsync(box, $"/users/{slug}?limit=2&view=keyed"))[1].GetProperty("key").GetString()!;
        await box.ArrangeAsync(
            "PATCH",
            $"/users/{slug}/{Uri.EscapeDataString(second)}",
            """{"email":"ada@example.com"}"""
        );
        var marked = (await ListAsync(box, $"/users/{slug}?limit=9&view=keyed"))
            .Where(u => u.GetProperty("changed").GetBoolean())
            .Select(u => u.GetProperty("key").GetString());
        marked.ShouldBe([second]);
        (await ListAsync(box, $"/users/{slug}?view=keyed&q=ada%40example.com")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Users_SearchedByWhatNobodyHas_AreNone()
    {
        var box = await mock.SandboxAsync();
        (await ListAsync(box, "/users/volt-mx?q=nobody-is-called-so")).ShouldBeEmpty();
        (await ListAsync(box, "/users/volt-mx?q=%20")).Count.ShouldBe(25);
    }

    private static async Task<List<JsonElement>> ListAsync(TestSandbox box, string path) =>
        [.. (await box.ArrangeAsync("GET", path)).Json.EnumerateArray()];

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Texts(p.Value)),
            _ => [],
        };

    private static IEnumerable<string> Values(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
            JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Values(p.Value)),
            _ => [value.ToString()],
        };
}
