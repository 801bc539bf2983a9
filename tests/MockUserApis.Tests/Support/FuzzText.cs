using System.Globalization;
using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>Strings, numbers and whole values that have hurt parsers, as JSON text.</summary>
internal static class FuzzText
{
    private static readonly string[] Nasty =
    [
        "",
        " ",
        "a",
        "null",
        "true",
        "0",
        "-1",
        "1e5",
        "NaN",
        "\u0000",
        "a\u0000b",
        "\u0001\u001f\u007f",
        "\t\r\n",
        "\"\\/",
        "é",
        "e\u0301",
        "İıſß",
        "日本語",
        "😀👩‍👩‍👧",
        "\u202Eevil",
        "\u2028\u2029",
        "\uFEFFbom",
        "\uFFFD",
        "\uFFFF",
        "\U0010FFFF",
        "<script>alert(1)</script>",
        "'; DROP TABLE users;--",
        "../../../../etc/passwd",
        "${jndi:ldap://x}",
        "{{7*7}}",
        "%00%0d%0a",
        "a@b",
        "a@b.c",
        "ada@example.com",
        "\"a b\"@example.com",
        "@",
        "+14155550123",
        "2026-02-30",
        "2026-06-01T12:00:00Z",
        "0000-00-00",
        "9999-12-31T23:59:60Z",
        "08/23/2017",
        "13/32/2017",
        "https://example.com/a?b=c",
        "javascript:alert(1)",
        "//x",
        "00000000-0000-0000-0000-000000000000",
        "mock",
        "default",
        "id",
        "$ref",
        "__proto__",
        "/a~0b~1c/*",
        "Content-Length: 5",
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "1",
        "-1",
        "2",
        "3",
        "7",
        "100",
        "1.0",
        "1.5",
        "-1.5",
        "1e2",
        "1E-2",
        "0.1",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "4294967296",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "123456789012345678901234567890",
        "1e308",
        "1e309",
        "-1e999",
        "1e-999",
        "4.9e-324",
        "253402300799999",
        "253402300800000",
        "-62135596800001",
        "1512152586000",
        "0.30000000000000004",
        "1e9999999999",
    ];

    public static string Plain(Random random) =>
        random.Next(12) switch
        {
            0 => new string((char)random.Next('a', 'z'), random.Next(1, 400)),
            1 => string.Concat(
                Enumerable.Range(0, random.Next(1, 30)).Select(_ => char.ConvertFromUtf32(random.Next(1, 0xD800)))
            ),
            _ => Pick(Nasty, random),
        };

    public static string Number(Random random) =>
        random.Next(4) == 0 ? random.NextInt64().ToString(CultureInfo.InvariantCulture) : Pick(Numbers, random);

    /// <summary>
    /// A JSON string literal; the same text in one of several spellings, or one that is no text at all.
    /// </summary>
    public static string Quote(string text, Random random)
    {
        var style = random.Next(20);
        var made = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                made.Append('\\').Append(c);
            else if (c < ' ' || style < 3)
                made.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else if (c == '/' && style == 4)
                made.Append("\\/");
            else
                made.Append(c);
        }

        if (style == 19 && random.Next(5) == 0)
            made.Append("\\ud83d");
        return made.Append('"').ToString();
    }

    /// <summary>A value of any type.</summary>
    public static string Any(Random random) =>
        random.Next(9) switch
        {
            0 => "null",
            1 => random.Next(2) == 0 ? "true" : "false",
            2 or 3 => Number(random),
            4 => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Any(random))) + "]",
            5 => "{"
                + string.Join(
                    ',',
                    Enumerable
                        .Range(0, random.Next(4))
                        .Select(i => Quote(Plain(random) + i, random) + ":" + Any(random))
                )
                + "}",
            6 when random.Next(3) == 0 => Deep(random.Next(1, 70), random.Next(2) == 0),
            _ => Quote(Plain(random), random),
        };

    public static T Pick<T>(IReadOnlyList<T> choices, Random random) => choices[random.Next(choices.Count)];

    public static string Deep(int levels, bool lists) =>
        lists
            ? new string('[', levels) + "1" + new string(']', levels)
            : string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
