using System.Text;

namespace MockUserApis.Tests.Fuzz;

/// <summary>Files made of an operation's example: its lines repeated, their cells changed, its bytes broken.</summary>
internal static class FuzzFile
{
    private static readonly string[] Cells =
    [
        "",
        "\"",
        "\"\"",
        "a\"b",
        "true",
        "maybe",
        "\"a,\nb\"",
        "\"x",
        "12345",
        "\uFEFF",
    ];

    public static byte[] Of(Operation operation, Random random)
    {
        var example = operation.Example.GetProperty(operation.File!.Part).GetString()!;
        var lines = example.TrimEnd('\n').Split('\n').ToList();
        for (var more = random.Next(4); more > 0; more--)
            lines.Add(lines[random.Next(lines.Count)]);
        for (var i = 0; i < lines.Count; i++)
        {
            if (random.Next(i == 0 ? 10 : 3) == 0)
                lines[i] = Bent(lines[i], random);
        }

        if (random.Next(30) == 0)
            lines.AddRange(Enumerable.Repeat(lines[^1], 1_100));
        var bytes = Encoding.UTF8.GetBytes(string.Join(random.Next(3) == 0 ? "\r\n" : "\n", lines));
        return random.Next(20) switch
        {
            0 => Encoding.Unicode.GetBytes(example),
            1 => Encoding.Latin1.GetBytes(example + "é"),
            2 => [],
            3 => bytes[..random.Next(bytes.Length)],
            4 => Flipped(bytes, random),
            5 => [0xEF, 0xBB, 0xBF, .. bytes],
            _ => bytes,
        };
    }

    private static string Bent(string line, Random random)
    {
        var cells = line.Split(',').ToList();
        var at = random.Next(cells.Count);
        var cell = random.Next(2) == 0 ? FuzzText.Pick(Cells, random) : FuzzText.Plain(random);
        switch (random.Next(4))
        {
            case 0:
                cells.RemoveAt(at);
                break;
            case 1:
                cells.Insert(at, cell);
                break;
            default:
                cells[at] = cell;
                break;
        }

        return string.Join(random.Next(30) == 0 ? ';' : ',', cells);
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        for (var i = 0; i < 3 && bytes.Length > 0; i++)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
