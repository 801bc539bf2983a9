using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace MockUserApis.Kernel.Documents;

/// <summary>
/// Escapes only what JSON demands: quotes, backslashes, control characters. The framework's most relaxed encoder still
/// writes an emoji as two <c>\u</c> escapes, which no vendor does.
/// </summary>
internal sealed class PlainEncoder : JavaScriptEncoder
{
    public static readonly PlainEncoder Instance = new();

    private const string Escaped =
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Escaped);
    private static readonly SearchValues<byte> Bytes = SearchValues.Create(Encoding.ASCII.GetBytes(Escaped));

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(Bytes);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(Characters);

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    ) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(
            unicodeScalar,
            buffer,
            bufferLength,
            out numberOfCharactersWritten
        );
}
