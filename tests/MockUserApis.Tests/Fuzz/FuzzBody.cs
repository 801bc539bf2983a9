using System.Globalization;
using System.Text;

namespace MockUserApis.Tests.Fuzz;

/// <summary>
/// Request bodies made of a schema: mostly what it asks for, often at a limit, sometimes something else.
/// </summary>
internal static class FuzzBody
{
    private const int MaxLength = 5000;
    private const int MaxFindings = 50;

    public static byte[] Of(Operation operation, string? key, Random random)
    {
        var text =
            random.Next(4) == 0 && operation.Example.ValueKind != System.Text.Json.JsonValueKind.Undefined
                ? operation.Example.GetRawText()
                : Value(operation.Body!, random, 0, key);
        return random.Next(40) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            2 => Flipped(Encoding.UTF8.GetBytes(text), random),
            3 => Encoding.UTF8.GetBytes(text[..random.Next(text.Length)]),
            4 => Encoding.UTF8.GetBytes(" \r\n\t" + text + "\n\n"),
            5 => [],
            6 => Encoding.UTF8.GetBytes(FuzzText.Any(random)),
            7 => Encoding.Latin1.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        for (var i = 0; i < 3 && bytes.Length > 0; i++)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static string Value(Schema schema, Random random, int depth, string? key)
    {
        if (depth > 0 && random.Next(30) == 0)
            return "null";
        if (depth > 0 && random.Next(25) == 0)
            return FuzzText.Any(random);
        if (schema.OneOf.Count + schema.AnyOf.Count > 0)
            return Value(FuzzText.Pick([.. schema.OneOf, .. schema.AnyOf], random), random, depth, key);
        if (schema.Enum.Length > 0)
            return random.Next(15) == 0 ? FuzzText.Any(random) : FuzzText.Pick(schema.Enum, random).GetRawText();
        if (schema.Type == JsonTypes.Any)
            return FuzzText.Any(random);
        var types = Enum.GetValues<JsonTypes>().Where(t => t != JsonTypes.Any && schema.Type.HasFlag(t)).ToList();
        return FuzzText.Pick(types, random) switch
        {
            JsonTypes.String => Text(schema, random),
            JsonTypes.Boolean => random.Next(2) == 0 ? "true" : "false",
            JsonTypes.Integer or JsonTypes.Number => Number(schema, random),
            JsonTypes.Array => "["
                + string.Join(
                    ',',
                    Enumerable
                        .Range(0, Items(schema, random))
                        .Select(_ =>
                            schema.Items is { } items ? Value(items, random, depth + 1, null) : FuzzText.Any(random)
                        )
                )
                + "]",
            _ => Object(schema, random, depth, key),
        };
    }

    private static string Object(Schema schema, Random random, int depth, string? key)
    {
        var members = new List<string>();
        foreach (var (name, property) in schema.Properties.Names.Zip(schema.Properties.Schemas))
        {
            var named = key is not null && depth == 0 && name == "identifyId";
            if (random.Next(100) >= (named || schema.Required.Contains(name) ? 97 : 30))
                continue;
            members.Add(
                FuzzText.Quote(name, random)
                    + ":"
                    + (
                        named && random.Next(10) > 0
                            ? FuzzText.Quote(key!, random)
                            : Value(property, random, depth + 1, null)
                    )
            );
        }

        if (random.Next(12) == 0 || (schema.Properties.Count == 0 && depth > 0))
            members.Add(FuzzText.Quote(FuzzText.Plain(random), random) + ":" + Free(schema, random, depth));
        if (random.Next(30) == 0)
            AddUnknown(members, random);
        if (random.Next(60) == 0)
            members.Add(FuzzText.Quote("deep", random) + ":" + FuzzText.Deep(random.Next(40, 70), random.Next(2) == 0));
        if (members.Count > 0 && random.Next(60) == 0)
            members.Add(members[0]);
        if (random.Next(4) == 0)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        return "{" + string.Join(',', members) + "}";
    }

    // Around the bound of findings, before the others: what stands behind them has to be looked at too.
    private static void AddUnknown(List<string> members, Random random)
    {
        var unknown = Enumerable.Range(0, random.Next(MaxFindings - 2, MaxFindings + 3));
        members.InsertRange(0, unknown.Select(i => FormattableString.Invariant($"\"unknown{i}\":1")));
        if (members.Count > MaxFindings && random.Next(2) == 0)
            members.RemoveAt(random.Next(members.Count));
    }

    private static string Free(Schema schema, Random random, int depth) =>
        schema.AdditionalSchema is { } inner ? Value(inner, random, depth + 1, null) : FuzzText.Any(random);

    private static string Text(Schema schema, Random random)
    {
        if (schema.MaxLength is { } most && most < MaxLength && random.Next(6) == 0)
            return FuzzText.Quote(
                string.Concat(
                    Enumerable.Repeat(random.Next(2) == 0 ? "x" : "😀", Math.Max(0, most + random.Next(-1, 2)))
                ),
                random
            );
        return random.Next(3) == 0
            ? FuzzText.Quote(FuzzText.Plain(random), random)
            : Sample.Valid(schema)?.ToJsonString() ?? "\"grace\"";
    }

    private static string Number(Schema schema, Random random)
    {
        if ((schema.Minimum ?? schema.Maximum) is { } && random.Next(3) == 0)
            return ((random.Next(2) == 0 ? schema.Minimum : schema.Maximum) + random.Next(-1, 2) ?? 0).ToString(
                CultureInfo.InvariantCulture
            );
        return random.Next(3) == 0
            ? FuzzText.Number(random)
            : random.Next(1, 100).ToString(CultureInfo.InvariantCulture);
    }

    private static int Items(Schema schema, Random random) =>
        random.Next(20) == 0 && schema.MaxItems is { } most and < 300
            ? most + random.Next(-1, 2)
            : random.Next(schema.MinItems, schema.MinItems + 4);
}
