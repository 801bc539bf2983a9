using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// What was wrong with each field, <c>{"errors":{field:[texts]}}</c> (REC), in the framework's words (ASSUMED but for a
/// choice).
/// </summary>
internal static class FieldErrors
{
    private const string Choice = "is not a valid choice.";

    private static readonly Rule TextsRule = new(
        "errors/Fields/texts",
        ASSUMED,
        "the framework's usual texts: only that of a gender or status that is no choice was recorded"
    );

    public static Reply Answer(IEnumerable<(string Field, string Text)> errors, Rule rule)
    {
        var all = errors.ToList();
        return Reply
            .Json(
                400,
                RawJson.Write(
                    all,
                    static (json, all) =>
                    {
                        json.WriteStartObject();
                        json.WriteStartObject("errors");
                        foreach (var field in all.GroupBy(e => e.Field))
                        {
                            json.WriteStartArray(field.Key);
                            foreach (var text in field.Select(e => e.Text).Distinct())
                                json.WriteStringValue(text);
                            json.WriteEndArray();
                        }

                        json.WriteEndObject();
                        json.WriteEndObject();
                    }
                )
            )
            .Because(all.TrueForAll(IsRecorded) || rule.Evidence == ASSUMED ? rule : TextsRule);
    }

    /// <summary>The field that a finding is reported under, and the text.</summary>
    public static (string Field, string Text) Of(Finding finding) =>
        (finding.Pointer.Length == 0 ? "non_field_errors" : finding.Root, Text(finding));

    private static bool IsRecorded((string Field, string Text) error) =>
        error.Field is "gender" or "status" && error.Text.EndsWith(Choice, StringComparison.Ordinal);

    private static string Text(Finding finding) =>
        finding.Keyword switch
        {
            "required" => "This field is required.",
            "nullable" => finding.Pointer.Length == 0 ? "No data provided" : "This field may not be null.",
            "maxLength" => string.Create(
                CultureInfo.InvariantCulture,
                $"Ensure this field has no more than {finding.Limit} characters."
            ),
            "minLength" => "This field may not be blank.",
            "exists" => $"Invalid pk \"{Shown(finding.Value)}\" - object does not exist.",
            "minimum" => FormattableString.Invariant($"Ensure this value is greater than or equal to {finding.Limit}."),
            "maximum" => FormattableString.Invariant($"Ensure this value is less than or equal to {finding.Limit}."),
            "minItems" => "This list may not be empty.",
            "maxItems" => FormattableString.Invariant($"Ensure this field has no more than {finding.Limit} elements."),
            "maxProperties" => FormattableString.Invariant(
                $"Ensure there are no more than {finding.Limit} attributes."
            ),
            "enum" => $"\"{Shown(finding.Value)}\" {Choice}",
            "pattern" or "format" when finding.Schema is { Format: "date-time" } =>
                "Datetime has wrong format. Use one of "
                    + "these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].",
            "format" when finding.Schema is { Format: "email" } => "Enter a valid email address.",
            "format" when finding.Schema is { Type: JsonTypes.Integer } => Range(finding),
            _ => Type(finding),
        };

    private static string Type(Finding finding) =>
        finding.Schema?.Type switch
        {
            JsonTypes.Integer => "A valid integer is required.",
            JsonTypes.Number => "A valid number is required.",
            JsonTypes.Boolean => "Must be a valid boolean.",
            JsonTypes.Array => $"Expected a list of items but got type \"{TypeOf(finding.Value)}\".",
            JsonTypes.Object => $"Invalid data. Expected a dictionary, but got {TypeOf(finding.Value)}.",
            _ => "Not a valid string.",
        };

    private static string Range(Finding finding)
    {
        var (low, high) =
            finding.Schema!.Format == "int32" ? (int.MinValue, int.MaxValue) : (long.MinValue, long.MaxValue);
        return finding.Value.GetDouble() > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Ensure this value is less than or equal to {high}.")
            : string.Create(CultureInfo.InvariantCulture, $"Ensure this value is greater than or equal to {low}.");
    }

    // Values and types are Python's.
    private static string Shown(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            _ => value.ToString(),
        };

    // A null has a text of its own, "nullable": here the rest is true and false.
    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => "str",
            JsonValueKind.Array => "list",
            JsonValueKind.Object => "dict",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "int" : "float",
            _ => "bool",
        };
}
