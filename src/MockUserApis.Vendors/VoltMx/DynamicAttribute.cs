using System.Text.Json;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>The types of the vendor's Create Audience Attribute page. DOC</summary>
internal enum AttributeType : byte
{
    String,
    Number,
    PickList,
    Date,
}

/// <summary>An attribute that an administrator added to the members of a server.</summary>
/// <param name="IsKey">No two members may have the same value.</param>
/// <param name="Values">What a pick list offers; empty: anything.</param>
internal sealed record DynamicAttribute(
    string Name,
    AttributeType Type,
    bool Required,
    bool IsKey,
    IReadOnlyList<string> Values
)
{
    /// <summary>As the vendor's page writes them, in the order of <see cref="AttributeType"/>.</summary>
    public static readonly string[] TypeNames = ["String", "Number", "Pick List", "Date"];

    /// <summary>What a value must be, in words.</summary>
    public string Expected =>
        Type switch
        {
            AttributeType.Number => "a number, or one as text",
            AttributeType.Date => "08/23/2017 or 12/23/2018 12:08:59 PM",
            AttributeType.PickList when Values.Count > 0 => "one of " + string.Join(", ", Values),
            _ => "text",
        };

    /// <summary>Unset is "". DOC; null ASSUMED</summary>
    public static bool IsEmpty(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    public bool Takes(JsonElement value) =>
        Type switch
        {
            AttributeType.Number => value.ValueKind == JsonValueKind.Number || IsNumber(value),
            AttributeType.Date => WireDate.Convert(value) is not null,
            _ => value.ValueKind == JsonValueKind.String && (Values.Count == 0 || Values.Contains(value.GetString()!)),
        };

    private static bool IsNumber(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return false;
        var text = value.GetString();
        return decimal.TryParse(
            text,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out _
        );
    }
}
