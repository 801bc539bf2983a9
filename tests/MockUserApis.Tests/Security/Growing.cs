using System.Text;

namespace MockUserApis.Tests.Security;

/// <summary>One dimension in which a client can grow a request.</summary>
/// <param name="Size">The smaller size that is measured: beyond every threshold and fixed cost.</param>
/// <param name="Send">Sends what has the size to one user; the last request is the one that is measured.</param>
public sealed record Growing(string Name, int Size, Func<GrowingUser, int, Cost> Send)
{
    public static IReadOnlyList<Growing> All { get; } =
    [
        new("tags", 200, (u, n) => u.UserCom(Tags(n, i => $"\"tag{i}\""))),
        new("tags as objects", 200, (u, n) => u.UserCom(Tags(n, i => "{\"name\":\"tag" + i + "\"}"))),
        new("tags that it has", 200, (u, n) => Twice(_ => u.UserCom(Tags(n, i => $"\"tag{i}\"")))),
        new(
            "tag_names",
            200,
            (u, n) => u.UserCom("{\"tag_names\":[" + List(n, i => $"\"t{i}\"") + "]}", "add_many_tags/")
        ),
        new("references", 200, (u, n) => u.UserCom(Tags(n, i => $"\"of {u.Number} and {n}, {i}\""))),
        new("attributes", 200, (u, n) => u.UserCom(Keys(n, i => $"attribute {i}"))),
        new("attributes that it has", 200, (u, n) => Twice(_ => u.UserCom(Keys(n, i => $"attribute {i}")))),
        new("attributes set", 200, (u, n) => u.UserCom(Keys(n, i => $"attribute {i}"), "set_multiple_attributes/")),
        new("keys merged again", 2000, (u, n) => Twice(_ => u.Px(Custom(Keys(n, i => $"key{i}"))))),
        new("other keys merged", 2000, (u, n) => Twice(turn => u.Px(Custom(Keys(n, i => $"key{turn}x{i}"))))),
        new(
            "keys merged in reverse",
            2000,
            (u, n) => Twice(t => u.Px(Custom(Keys(n, i => $"key{(t == 0 ? i : n - i)}"))))
        ),
        new(
            "keys of a profile",
            2000,
            (u, n) => Twice(t => u.Channel("{\"profile\":" + Keys(n, i => $"key{t}x{i}") + "}"))
        ),
        new(
            "keys of profileOnce",
            2000,
            (u, n) => Twice(t => u.Channel("{\"profileOnce\":" + Keys(n, i => $"key{t}x{i}") + "}"))
        ),
        new(
            "keys of a profile removed",
            2000,
            (u, n) =>
                Twice(t =>
                    u.Channel(
                        t == 0
                            ? "{\"profileOnce\":" + Keys(n, i => $"key{i}") + "}"
                            : "{\"profile\":" + Keys(n, i => $"key{n - i}", "null") + "}"
                    )
                )
        ),
        new("undeclared keys", 2000, (u, n) => u.Px(Keys(n, i => $"unknown{i}"))),
        new("keys of one object", 2000, (u, n) => u.Px("{\"x\":" + Keys(n, i => $"{i}") + "}")),
        new("broken items", 2000, (u, n) => u.Px("{\"channelMetricList\":[" + List(n, _ => "1") + "]}")),
        new("broken behind undeclared", 2000, (u, n) => u.Px(Keys(n, i => $"unknown{i}")[..^1] + ",\"score\":\"x\"}")),
        new("secrets", 1000, (u, n) => u.Px("{\"password\":[" + List(n, i => $"\"secret{i}\"") + "]}")),
        new("secrets in members", 200, (u, n) => u.UserCom(Keys(n, i => $"k{i}token", "\"secret\""))),
        new(
            "secrets repeated",
            1000,
            (u, n) =>
                u.UserCom(
                    "{\"password\":["
                        + List(20, i => $"\"secret{i}\"")
                        + "],"
                        + "\"x\":["
                        + List(n, i => $"\"secret{i % 20}\"")
                        + "]}"
                )
        ),
        new(
            "secrets within texts",
            1000,
            (u, n) => u.Px("{\"title\":\"" + List(n, i => $"https://a{i}:b@c/?token={i}") + "\"}")
        ),
        new("unique items", 2000, (u, n) => u.Channel("{\"tags\":[" + List(n, i => $"\"t{i}\"") + "]}")),
        new(
            "nested items",
            12,
            (u, n) =>
                u.Channel($"{{\"tags\":[{new string('[', n)}\"{new string('x', 500 * n)}\"{new string(']', n)},1]}}")
        ),
        new("value length", 20_000, (u, n) => u.Px("{\"title\":\"" + new string('a', n) + "\"}")),
        new(
            "escapes in a value",
            20_000,
            (u, n) => u.Px("{\"title\":\"" + List(n, _ => "\\n").Replace(",", "") + "\"}")
        ),
        new("property-name length", 20_000, (u, n) => u.Px("{\"" + new string('a', n) + "\":1}")),
        new(
            "property-name length above findings",
            20_000,
            (u, n) => u.Px("{\"location\":{\"" + new string('a', n) + "\":" + Keys(60, i => $"k{i}") + "}}")
        ),
        new(
            "diagnosis of a long property name",
            1000,
            (u, n) => u.Diagnosed(u.Px("{\"" + new string('a', n) + "\":1,\"score\":\"x\"}"))
        ),
        new("diagnosis of many keys", 1000, (u, n) => u.Diagnosed(u.Px(Keys(n, i => $"scor{i}")))),
        new("query parameters", 300, (u, n) => u.PxGet("/v1/users?" + List(n, i => $"a{i}=1").Replace(',', '&'))),
        new("filter terms", 5, (u, n) => u.PxGet("/v1/users?filter=" + List(n, i => $"title~a{i}").Replace(',', ';'))),
        new("sort fields", 2, (u, n) => u.PxGet("/v1/users?sort=" + List(n, _ => "-title").Replace(',', ';'))),
        new("filters", 5, (u, n) => u.PxGet("/v1/users?" + List(n, i => $"filter=title~a{i}").Replace(',', '&'))),
        new(
            "pattern length",
            30,
            (u, n) => u.PxGet("/v1/users?filter=title~" + List(n, _ => "*a").Replace(",", "") + "b")
        ),
        new(
            "length of a value filtered by",
            20_000,
            (u, n) =>
            {
                u.Px("{\"title\":\"" + new string('a', n) + "\"}");
                return u.PxGet("/v1/users?filter=title~" + List(100, _ => "*a").Replace(",", "") + "b");
            }
        ),
        new("path length", 1000, (u, n) => u.PxGet("/v1/users/x/" + new string('a', n))),
        new("diagnosis of a long path", 500, (u, n) => u.Diagnosed(u.PxGet("/v1/" + new string('u', n)))),
        new(
            "headers",
            50,
            (u, n) => u.PxGet("/v1/users/user-000001", Enumerable.Range(0, n).Select(i => $"X-Header-{i}"))
        ),
    ];

    // The second of two requests: it meets what the first has left there.
    private static Cost Twice(Func<int, Cost> send)
    {
        send(0);
        return send(1);
    }

    private static string Tags(int count, Func<int, string> tag) => "{\"tags\":[" + List(count, tag) + "]}";

    private static string Custom(string members) => "{\"customAttributes\":" + members + "}";

    private static string Keys(int count, Func<int, string> name, string value = "1") =>
        "{" + List(count, i => $"\"{name(i)}\":{value}") + "}";

    private static string List(int count, Func<int, string> item)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(i == 0 ? "" : ",").Append(item(i));
        return text.ToString();
    }
}
