using System.Text.Json;
using System.Text.Json.Serialization;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>One departure of a request from the documented contract.</summary>
/// <param name="In">Where: body, path, query or header.</param>
/// <param name="Pointer">
/// JSON Pointer (RFC 6901) into the body, or <c>/name</c> of the parameter; empty for the whole body.
/// </param>
/// <param name="Keyword">
/// The broken rule in OpenAPI's words: type, required, nullable, enum, maxLength, readOnly, undeclared …
/// </param>
/// <param name="Expected">What the contract wants, in words or numbers.</param>
/// <param name="Actual">
/// What was sent, as JSON, cut to 120 characters; <c>absent</c> when nothing was; of a body that cannot be read, why.
/// </param>
/// <param name="Rule">The rule with its evidence.</param>
public sealed record Finding(string In, string Pointer, string Keyword, string Expected, string Actual, Rule Rule)
{
    /// <summary>False when the vendor lets it pass by contract (an ignored key): recorded, never refused.</summary>
    public bool Breaks { get; init; } = true;

    /// <summary>The keyword's number, for wordings that quote it: 40 of <c>maxLength: 40</c>.</summary>
    public double? Limit { get; init; }

    /// <summary>
    /// What was sent; undefined when nothing was. Valid while the exchange lasts: not for the journal.
    /// </summary>
    [JsonIgnore]
    public JsonElement Value { get; init; }

    /// <summary>The schema that was broken; null when a vendor's own rule was.</summary>
    [JsonIgnore]
    public Schema? Schema { get; init; }

    /// <summary>
    /// Whose fault it is, if that does not follow from the rest: <c>mock</c> when the mock lacks what the vendor has.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Party { get; init; }

    /// <summary>True once a refusal was built on it.</summary>
    public bool Refused { get; set; }

    /// <summary>The field at fault: the pointer's last segment, unescaped.</summary>
    public string Field => Segments is [.., var last] ? last : "";

    /// <summary>The pointer's segments, unescaped.</summary>
    public string[] Segments => Pointer.Length == 0 ? [] : [.. Pointer[1..].Split('/').Select(JsonPointer.Unescape)];

    /// <summary>The top-level field that holds the fault.</summary>
    public string Root => Segments is [var first, ..] ? first : "";

    /// <summary>The path in dots, as vendors write nested fields: <c>location.city</c>, <c>tags.3</c>.</summary>
    public string Dotted => string.Join('.', Segments);
}
