using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>
/// Where a page begins: behind which user, as text without a meaning. CODE: clients take it from <c>next</c>.
/// </summary>
internal static class Cursor
{
    private const string Position = "p=";
    private const int MaxLength = 40;

    /// <summary>Of every page that has one beside it.</summary>
    public static readonly Rule TextRule = new(
        "list/cursor",
        ASSUMED,
        "its text is unknown: URL-safe base64 of p= and the id that the page begins behind"
    );

    private static readonly Rule InvalidRule = new(
        "list/cursor/invalid",
        ASSUMED,
        "not one that the server made: the framework's own paging answers 404 so"
    );

    /// <summary>The refusal, or the ordinal of the user that the page begins behind.</summary>
    public static Reply? Read(Exchange exchange, string? cursor, out long from)
    {
        var refused = ReadId(exchange, cursor, out var id);
        from = Math.Max(0, Seed.OrdinalOf(id));
        return refused;
    }

    /// <summary>The refusal, or the id that the page begins behind.</summary>
    public static Reply? ReadId(Exchange exchange, string? cursor, out long id)
    {
        id = 0;
        if (cursor is null)
            return null;
        if (IdOf(cursor) is not { } read)
            return Invalid(exchange, cursor);
        id = read;
        return null;
    }

    /// <summary>The user of this ordinal.</summary>
    public static string Behind(long ordinal) => BehindId(Seed.IdOf(ordinal));

    public static string BehindId(long id) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Position + id.ToString(CultureInfo.InvariantCulture)));

    public static Reply Invalid(Exchange exchange, string cursor)
    {
        var shown = ShownValue.Of(RawJson.Parse(RawJson.String(cursor)));
        const string Expected = "a cursor as it stands in next or previous of a page";
        return exchange.Refuse(new Finding("query", "/cursor", "format", Expected, shown, InvalidRule));
    }

    /// <summary>The id that a page begins behind; null: it is no cursor.</summary>
    public static long? IdOf(string cursor)
    {
        Span<byte> decoded = stackalloc byte[MaxLength];
        if (cursor.Length > MaxLength || !Base64Url.IsValid(cursor))
            return null;
        var text = Encoding.ASCII.GetString(decoded[..Base64Url.DecodeFromChars(cursor, decoded)]);
        return
            text.StartsWith(Position, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(Position.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }
}
