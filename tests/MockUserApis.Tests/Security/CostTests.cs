using System.Globalization;
using System.Text;

namespace MockUserApis.Tests.Security;

/// <summary>Requests as long as <c>--max-body</c> lets them be, made of whatever there may be most of.</summary>
public sealed class CostTests
{
    private const int Body = (1 << 20) - 200;
    private const int MaxTimes = 20;
    private const int Floor = 4 << 20;

    private static readonly Dictionary<string, Func<GrowingUser, Cost>> Requests = new()
    {
        ["PX value"] = u => u.Px("{\"title\":\"" + new string('a', Body) + "\"}"),
        ["PX secrets"] = u => u.Px("{\"password\":[" + Filled("\"secret{0}\"") + "]}"),
        ["PX secrets in members"] = u => u.Px("{" + Filled("\"token{0}token\":\"secret{0}\"") + "}"),
        ["PX secrets repeated"] = u =>
            u.Px("{\"password\":[\"secret1\",\"secret2\"],\"x\":[" + Filled("\"secret1\",\"secret2\"") + "]}"),
        ["PX secrets within a text"] = u => u.Px("{\"title\":\"" + Filled("https://a{0}:b@c/?token={0}") + "\"}"),
        ["PX JSON within a text"] = u => u.Px("{\"title\":\"{" + Filled("\\\"token{0}\\\":\\\"secret{0}\\\"") + "}\"}"),
        ["PX undeclared keys"] = u => u.Px("{" + Filled("\"a{0}\":1") + "}"),
        ["PX keys"] = u => u.Px("{\"customAttributes\":{" + Filled("\"a{0}\":1") + "}}"),
        ["PX other keys, merged"] = u =>
        {
            u.Px("{\"customAttributes\":{" + Filled("\"a{0}\":1") + "}}");
            return u.Px("{\"customAttributes\":{" + Filled("\"b{0}\":1") + "}}");
        },
        ["PX broken items"] = u => u.Px("{\"propertyKeys\":[" + Filled("1") + "]}"),
        ["PX depth"] = u => u.Px("{\"x\":[" + Filled(new string('[', 50) + new string(']', 50)) + "]}"),
        ["PX property name"] = u => u.Px("{\"" + new string('a', Body) + "\":1}"),
        ["PX property name over findings"] = u =>
            u.Px("{\"location\":{\"" + new string('a', Body) + "\":{\"b\":1}},\"score\":\"x\"}"),
        ["PX property name, diagnosis"] = u =>
            u.Diagnosed(u.Px("{\"" + new string('a', Body) + "\":1,\"score\":\"x\"}")),
        ["PX keys, diagnosis"] = u => u.Diagnosed(u.Px("{" + Filled("\"a{0}\":1") + ",\"score\":\"x\"}")),
        ["PX twice a key"] = u => u.Px("{" + Filled("\"a{0}\":1") + ",\"a1\":2}"),
        ["User.com tags"] = u => u.UserCom("{\"tags\":[" + Filled("\"a{0}\"") + "]}"),
        ["User.com tags as objects"] = u => u.UserCom("{\"tags\":[" + Filled("{{\"name\":\"a{0}\"}}") + "]}"),
        ["User.com tag_names"] = u => u.UserCom("{\"tag_names\":[" + Filled("\"a{0}\"") + "]}", "add_many_tags/"),
        ["User.com long tags"] = u => u.UserCom("{\"tags\":[" + Filled("\"" + new string('x', 1100) + "{0}\"") + "]}"),
        ["User.com attributes"] = u => u.UserCom("{" + Filled("\"a{0}\":1") + "}"),
        ["User.com long attributes"] = u => u.UserCom("{" + Filled($"\"{Long(240)}{{0}}\":\"{Long(900)}\"") + "}"),
        ["User.com names too long"] = u => u.UserCom("{" + Filled("\"" + new string('x', 1000) + "{0}\":1") + "}"),
        ["Channel Talk keys"] = u => u.Channel("{\"profile\":{" + Filled("\"a{0}\":1") + "}}"),
        ["Channel Talk keys once"] = u => u.Channel("{\"profileOnce\":{" + Filled("\"a{0}\":1") + "}}"),
        ["Channel Talk tags"] = u => u.Channel("{\"tags\":[" + Filled("\"a{0}\"") + "]}"),
        ["Channel Talk tags of arrays"] = u => u.Channel("{\"tags\":[" + Filled("[[[[{0}]]]]") + "]}"),
        ["Foldspace keys"] = u => u.Foldspace("{\"customAttributes\":{" + Filled("\"a{0}\":1") + "}}"),
        ["Foldspace products"] = u => u.Foldspace("{\"products\":[" + Filled("{{\"product\":\"a{0}\"}}") + "]}"),
        ["Volt MX keys"] = u => u.VoltMx("{" + Filled("\"a{0}\":1") + "}"),
        ["Volt MX rows"] = u => u.VoltMxFile(Lines("a{0}@example.com,A,B,Germany")),
        ["Volt MX rows that are none"] = u => u.VoltMxFile(Lines("{0}")),
        ["Volt MX rows with faults"] = u => u.VoltMxFile(Lines("a{0}@example.com,A,B,")),
        ["Volt MX empty lines"] = u => u.VoltMxFile(new string('\n', Body)),
        ["Volt MX columns"] = u => u.VoltMxFile("", "," + Filled("a{0}")),
        ["Volt MX columns of a row"] = u => u.VoltMxFile(new string(',', Body)),
        ["Volt MX columns again"] = u => u.VoltMxFile("", "," + Filled("id")),
        ["Volt MX quotes"] = u => u.VoltMxFile('"' + new string('"', Body & ~1) + "\",A,B,Germany"),
    };

    public static TheoryData<string> Names => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_AsLongAsABodyMayBe_TakesAtMostTwentyTimesItsSizeAndAFloor(string name)
    {
        await using var server = await MeasuredServer.StartAsync();
        // What is made once.
        Requests[name](new GrowingUser(server, 1));
        var cost = Requests[name](new GrowingUser(server, 2));
        cost.Status.ShouldBeLessThan(500);
        cost.Status.ShouldNotBe(413);
        var told = $"{name}: {cost.Status}, {cost.Bytes / (double)Body:0.0} times its size, {cost.Steps} steps";
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        cost.Bytes.ShouldBeLessThan((MaxTimes * (long)Body) + Floor, told);
        cost.Steps.ShouldBeLessThan(10 * Body);
    }

    private static string Filled(string item)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < Body - (2 * item.Length) - 200; i++)
        {
            text.Append(i == 0 ? "" : ",").AppendFormat(CultureInfo.InvariantCulture, item, i);
        }

        return text.ToString();
    }

    private static string Lines(string line) => Filled(line + "\n").Replace("\n,", "\n", StringComparison.Ordinal);

    private static string Long(int length) => new('x', length);
}
