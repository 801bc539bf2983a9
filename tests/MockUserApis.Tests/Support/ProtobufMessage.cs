using System.Buffers.Binary;
using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>A message of Protocol Buffers as it is on the wire: fields by number, each as often as it came.</summary>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> fields = [];

    public static ProtobufMessage Parse(ReadOnlyMemory<byte> bytes)
    {
        var (message, at) = (new ProtobufMessage(), 0);
        while (at < bytes.Length)
        {
            var tag = ReadVarint(bytes.Span, ref at);
            var (value, length) = (0UL, 0);
            switch ((int)tag & 7)
            {
                case Varint:
                    value = ReadVarint(bytes.Span, ref at);
                    break;
                case Fixed64:
                    value = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..]);
                    at += sizeof(ulong);
                    break;
                case Fixed32:
                    value = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]);
                    at += sizeof(uint);
                    break;
                case Bytes:
                    length = (int)ReadVarint(bytes.Span, ref at);
                    break;
                default:
                    throw new InvalidDataException($"No wire type: {tag & 7}.");
            }

            message.fields.Add(((int)(tag >> 3), value, bytes.Slice(at, length)));
            at += length;
        }

        return message;
    }

    public IEnumerable<ProtobufMessage> All(int number) =>
        fields.Where(f => f.Number == number).Select(f => Parse(f.Bytes));

    public ProtobufMessage One(int number) => All(number).Single();

    public bool Has(int number) => fields.Exists(f => f.Number == number);

    public string Text(int number) => Encoding.UTF8.GetString(Raw(number));

    public string Hex(int number) => Convert.ToHexStringLower(Raw(number));

    public ulong Number(int number) => fields.LastOrDefault(f => f.Number == number).Value;

    public double Double(int number) => BitConverter.UInt64BitsToDouble(Number(number));

    /// <summary>A packed list.</summary>
    public IReadOnlyList<double> Doubles(int number) =>
        [.. Raw(number).ToArray().Chunk(sizeof(double)).Select(eight => BitConverter.ToDouble(eight))];

    private ReadOnlySpan<byte> Raw(int number) => fields.LastOrDefault(f => f.Number == number).Bytes.Span;

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
