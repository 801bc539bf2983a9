using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Operations;

/// <summary>
/// An assertion with a long body over a full journal took 10.8 s and 3.4 GB: the text of every difference of every
/// entry was made and kept.
/// </summary>
public sealed class AssertCostTests
{
    private const string Assert = "/_mock/sandboxes/default/assert";
    private const int Entries = 1000;
    private const int MaxMembers = 1000;
    private const int MaxTexts = 50;

    [Fact]
    public async Task Assert_ManyMembersOverAFullJournal_MakesTextsOfTheNearestAlone()
    {
        await using var server = await MeasuredServer.StartAsync();
        Fill(server, Entries);
        var few = Send(server, Body(1));
        var many = Send(server, Body(MaxMembers));
        (few.Status, many.Status).ShouldBe((422, 422));
        var texts = (many.Bytes - few.Bytes) / (double)(Entries * MaxMembers);
        texts.ShouldBeLessThan(4, $"{few.Bytes} → {many.Bytes} bytes");
        var misses = JsonDocument.Parse(many.Answer).RootElement.GetProperty("nearestMisses");
        misses.GetArrayLength().ShouldBe(5);
        foreach (var miss in misses.EnumerateArray())
        {
            var differences = miss.GetProperty("differences");
            differences.GetArrayLength().ShouldBe(MaxTexts + 1);
            differences[0].GetString().ShouldBe("/unknown0 is absent, not 1");
            differences[MaxTexts].GetString().ShouldBe($"… and {MaxMembers - MaxTexts} more");
        }
    }

    [Theory]
    [InlineData(50, 200, 50, 800)]
    [InlineData(50, 200, 200, 200)]
    public async Task Assert_OfFourTimesTheSize_CostsNoMoreThanInProportion(
        int entries,
        int members,
        int moreEntries,
        int moreMembers
    )
    {
        await using var server = await MeasuredServer.StartAsync();
        Fill(server, entries);
        Send(server, Body(members));
        var small = Send(server, Body(members));
        Fill(server, moreEntries - entries);
        var large = Send(server, Body(moreMembers));
        var told = $"{small.Bytes} → {large.Bytes} bytes, {small.Steps} → {large.Steps} steps";
        ((double)large.Bytes / small.Bytes).ShouldBeLessThan(5, told);
        ((large.Steps + 1.0) / (small.Steps + 1.0)).ShouldBeLessThan(5, told);
    }

    [Theory]
    [InlineData(MaxMembers + 1, "")]
    [InlineData(MaxMembers - 2, "a")]
    [InlineData(20_000, "")]
    public async Task Assert_MoreMembersThanSense_IsRefusedAndSaysHowMany(int members, string within)
    {
        await using var server = await Server.StartAsync();
        var body = Body(members);
        if (within.Length > 0)
            body = $"{{\"x\":[{{\"y\":1}},{{\"z\":{body}}}]}}";
        var answer = await server.Control.SendAsync("POST", Assert, $"{{\"body\":{body}}}");
        (answer.Status, answer.Header("Content-Type")).ShouldBe((400, "application/problem+json"));
        answer.Json.GetProperty("detail").GetString()!.ShouldContain($"at most {MaxMembers}");
    }

    [Fact]
    public async Task Assert_OfNamesThatAreLong_ShowsThemCut()
    {
        await using var server = await MeasuredServer.StartAsync();
        Fill(server, 1);
        var name = new string('n', 100_000);
        var answer = Send(server, $"{{\"{name}\":{{\"{name}\":{Body(100)}}}}}").Answer;
        answer.Length.ShouldBeLessThan(10_000);
        answer.ShouldContain("/nnn");
    }

    [Fact]
    public async Task Assert_SeveralMisses_NamesTheNearestFirstAndTheNewestOfThose()
    {
        await using var server = await MeasuredServer.StartAsync();
        const string one = "{\"a\":1}";
        const string two = "{\"a\":1,\"b\":2}";
        foreach (var body in new[] { one, "{}", two, "{}", "{\"b\":2}", "{}", two })
            Update(server, body);

        var answer = Send(server, "{\"a\":1,\"b\":2,\"c\":3}").Answer;
        var misses = JsonDocument.Parse(answer).RootElement.GetProperty("nearestMisses");
        misses.EnumerateArray().Select(m => m.GetProperty("differences").GetArrayLength()).ShouldBe([1, 1, 2, 2, 3]);
        var ids = misses
            .EnumerateArray()
            .Select(m => int.Parse(m.GetProperty("id").GetString()!, CultureInfo.InvariantCulture))
            .ToList();
        ids.ShouldBe([ids[1] + 4, ids[1], ids[1] + 2, ids[1] - 2, ids[1] + 3]);
    }

    private static void Fill(MeasuredServer server, int entries)
    {
        for (var i = 0; i < entries; i++)
            Update(server, "{\"known\":1}");
    }

    private static void Update(MeasuredServer server, string body) =>
        server.Call("gainsight-px", "PUT", "/v1/users/user-000001", body);

    private static Cost Send(MeasuredServer server, string body) =>
        server.Send("POST", Assert, Encoding.UTF8.GetBytes($"{{\"body\":{body}}}"), []);

    private static string Body(int members)
    {
        var names = Enumerable.Range(0, members).Select(i => FormattableString.Invariant($"\"unknown{i}\":1"));
        return "{" + string.Join(',', names) + "}";
    }
}
