using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>Bodies that are not the JSON object that any operation reads, made from one that is.</summary>
internal static class BadBodies
{
    /// <summary>Each with its name; the good body is an object with at least one member.</summary>
    public static IEnumerable<(string Name, byte[] Body)> Of(string good)
    {
        var open = good[..^1] + (good == "{}" ? "" : ",");
        yield return ("cut short", Utf8(good[..^1]));
        yield return ("a comma too many", Utf8(open + "}"));
        yield return ("text after it", Utf8(good + "x"));
        yield return ("twice in a row", Utf8(good + good));
        yield return ("not JSON", Utf8("email=ada%40example.com"));
        yield return ("single quotes", Utf8("{'a':1}"));
        yield return ("a comment", Utf8("/* a */" + good));
        yield return ("byte order mark twice", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Utf8(good)]);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(good));
        yield return ("white space alone", Utf8(" \r\n\t"));
        foreach (var other in new[] { "[]", "[{}]", "\"text\"", "42", "null", "true", "false" })
            yield return (other, Utf8(other));
        yield return ("NaN", Utf8(open + "\"mockField\":NaN}"));
        yield return ("Infinity", Utf8(open + "\"mockField\":-Infinity}"));
        yield return ("a leading zero", Utf8(open + "\"mockField\":007}"));
        yield return ("a duplicate key", Utf8(open + "\"mockField\":1,\"mockField\":1}"));
        yield return ("a duplicate key, escaped", Utf8(open + "\"mockField\":1,\"mock\\u0046ield\":2}"));
        yield return ("a duplicate key below", Utf8(open + "\"mockField\":{\"a\":[{\"b\":1,\"b\":2}]}}"));
        yield return ("a duplicate key below, escaped", Utf8(open + "\"mockField\":{\"\\u0061\":1,\"a\":2}}"));
        yield return (
            "a duplicate key among a hundred",
            Utf8(
                open
                    + "\"mockField\":{"
                    + string.Concat(Enumerable.Range(0, 100).Select(i => $"\"key{i}\":1,"))
                    + "\"key7\":2}}"
            )
        );
        yield return ("invalid UTF-8", [.. Utf8(open + "\"mockField\":\""), 0xC3, 0x28, .. Utf8("\"}")]);
        yield return ("overlong UTF-8", [.. Utf8(open + "\"mockField\":\""), 0xC0, 0xAF, .. Utf8("\"}")]);
        yield return ("a surrogate in UTF-8", [.. Utf8(open + "\"mockField\":\""), 0xED, 0xA0, 0x80, .. Utf8("\"}")]);
        yield return ("a lone high surrogate", Utf8(open + "\"mockField\":\"\\ud83d\"}"));
        yield return ("a lone low surrogate", Utf8(open + "\"mockField\":\"\\ude00\"}"));
        yield return ("surrogates the wrong way round", Utf8(open + "\"mockField\":\"\\ude00\\ud83d\"}"));
        yield return ("a high surrogate before text", Utf8(open + "\"mockField\":\"\\ud83d\\\\ude00\"}"));
        yield return ("a lone surrogate in a key", Utf8(open + "\"mock\\ud83d\":1}"));
        yield return ("a raw control character", Utf8(open + "\"mockField\":\"\u0001\"}"));
        yield return (
            "5,000 lists deep",
            Utf8(open + "\"mockField\":" + new string('[', 5000) + new string(']', 5000) + "}")
        );
        yield return (
            "5,000 objects deep",
            Utf8(
                open
                    + "\"mockField\":"
                    + string.Concat(Enumerable.Repeat("{\"a\":", 5000))
                    + "1"
                    + new string('}', 5000)
                    + "}"
            )
        );
        yield return ("5,000 lists deep, never closed", Utf8(open + "\"mockField\":" + new string('[', 5000)));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
