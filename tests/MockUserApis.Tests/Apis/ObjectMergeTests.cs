using System.Text;

namespace MockUserApis.Tests.Apis;

/// <summary>Objects of so many keys that a search gives way to a table; MergeTests has the small ones.</summary>
public sealed class ObjectMergeTests
{
    private const int Many = 3000;

    [Theory]
    [InlineData(false, Effect.Clear)]
    [InlineData(false, Effect.Keep)]
    [InlineData(false, Effect.Replace)]
    [InlineData(true, Effect.Clear)]
    public void Apply_ManyKeysInAnyOrder_MergesAsFewDo(bool fill, Effect nullKey)
    {
        var random = new Random(7);
        var stored = Members(random, i => $"\"s{i}\"");
        var sent = Members(random, i => i % 3 == 0 ? "null" : $"{i}");
        var merged = ObjectMerge.Apply(Bytes(stored), Bytes(sent), fill, nullKey);
        Encoding.UTF8.GetString(merged).ShouldBe(Json(Expected(stored, sent, fill, nullKey)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pick_ManyKeysInAnyOrder_TakesThoseThatTheOtherHasOrLacks(bool present)
    {
        var random = new Random(8);
        var members = Members(random, i => i % 5 == 0 ? "null" : $"{i}");
        var other = Members(random, _ => "1");
        var names = other.Select(m => m.Name).ToHashSet();
        var picked = ObjectMerge.Pick(Bytes(members), Bytes(other), present);
        var wanted = members.Where(m => m.Value != "null" && names.Contains(m.Name) == present).ToList();
        Encoding.UTF8.GetString(picked).ShouldBe(Json(wanted));
    }

    private static List<(string Name, string Value)> Expected(
        List<(string Name, string Value)> stored,
        List<(string Name, string Value)> sent,
        bool fill,
        Effect nullKey
    )
    {
        var (old, now) = (stored.Select(m => m.Name).ToHashSet(), sent.ToDictionary(m => m.Name, m => m.Value));
        var merged = new List<(string, string)>();
        foreach (var (name, value) in stored)
        {
            var stays = !now.TryGetValue(name, out var other) || (other == "null" && nullKey == Effect.Keep);
            if (fill || stays)
                merged.Add((name, value));
            else if (other != "null" || nullKey == Effect.Replace)
                merged.Add((name, other!));
        }

        merged.AddRange(sent.Where(m => !old.Contains(m.Name) && (m.Value != "null" || nullKey == Effect.Replace)));
        return merged;
    }

    private static List<(string Name, string Value)> Members(Random random, Func<int, string> value) =>
        [.. Enumerable.Range(0, 2 * Many).OrderBy(_ => random.Next()).Take(Many).Select(i => ($"k{i}", value(i)))];

    private static byte[] Bytes(List<(string Name, string Value)> members) => Encoding.UTF8.GetBytes(Json(members));

    private static string Json(List<(string Name, string Value)> members) =>
        "{" + string.Join(',', members.Select(m => $"\"{m.Name}\":{m.Value}")) + "}";
}
