using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Bogus;
using Bogus.Bson;

namespace MockUserApis;

/// <summary>
/// What Bogus knows in English, without its table of media types: half of all of it, which a start would wait for, and
/// in no made-up person. In a test's process Bogus is not ours to change; in this one nobody else uses it.
/// </summary>
internal static class BogusData
{
    private const string Locale = "en";
    private const string LeftOut = "system";

    // BSON: a document is its length, its elements and a zero; an element is its type, its name and its value. Texts,
    // documents and lists begin with their length, which of a text is that of its letters.
    private const byte Text = 2;
    private const byte Document = 3;
    private const byte List = 4;

    // Bogus looks for this one as it starts: an empty list.
    private static readonly byte[] Empty =
    [
        Document,
        .. "system\0"u8,
        21,
        0,
        0,
        0,
        List,
        .. "mimeTypes\0"u8,
        5,
        0,
        0,
        0,
        0,
        0,
    ];

    /// <summary>Before the first person is made.</summary>
    public static void LeaveMediaTypesOut() => Database.Data = new(Read);

    private static ConcurrentDictionary<string, BObject> Read()
    {
        var name = string.Format(null, CompositeFormat.Parse(Database.ResourceNameFormat), Locale);
        using var stream = typeof(Database).Assembly.GetManifestResourceStream(name)!;
        var all = new byte[stream.Length];
        stream.ReadExactly(all);
        return new() { [Locale] = Bson.Load(Without(all)) };
    }

    private static byte[] Without(ReadOnlySpan<byte> all)
    {
        var result = new byte[all.Length + Empty.Length];
        var length = sizeof(int);
        var rest = all[sizeof(int)..];
        while (rest[0] is Text or Document or List)
        {
            var name = rest[1..rest.IndexOf((byte)0)];
            var head = name.Length + 2;
            var size = BinaryPrimitives.ReadInt32LittleEndian(rest[head..]) + (rest[0] == Text ? sizeof(int) : 0);
            var element = rest[..(head + size)];
            rest = rest[element.Length..];
            if (name.SequenceEqual(Encoding.UTF8.GetBytes(LeftOut)))
                element = Empty;
            element.CopyTo(result.AsSpan(length));
            length += element.Length;
        }

        if (rest.Length != 1)
            throw new InvalidOperationException("Bogus keeps its data in another form: read it as it does.");
        BinaryPrimitives.WriteInt32LittleEndian(result, length + 1);
        return result[..(length + 1)];
    }
}
