using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Reads a form, url-encoded or multipart, or the file of one alone, as the JSON object that it stands for. From there
/// on it is checked and merged as JSON is.
/// </summary>
internal static class FormBody
{
    /// <summary>That the operation reads the header's kind of form; null when it does not, or it names none.</summary>
    public static Rule? RuleOf(Operation operation, string? contentType)
    {
        if (operation.Form is null && operation.Multipart is null)
            return null;
        if (Names(contentType, Operation.FormType))
            return operation.Form;
        if (Names(contentType, Operation.MultipartType))
            return operation.Multipart;
        return operation.File is { } file && Names(contentType, file.MediaType) ? file.Rule : null;
    }

    /// <summary>The media types of bodies that the operation takes, in words.</summary>
    public static string TakenBy(Operation operation)
    {
        string?[] types =
        [
            operation.TakesJson ? Operation.JsonType : null,
            operation.Form is null ? null : Operation.FormType,
            operation.Multipart is null ? null : Operation.MultipartType,
            operation.File?.MediaType,
        ];
        var taken = types.OfType<string>().ToList();
        return taken.Count == 0 ? Operation.JsonType : string.Join(" or ", taken);
    }

    /// <summary>What of a body the operation can read, in words.</summary>
    public static string ReadableBy(Operation operation) =>
        operation switch
        {
            { TakesJson: false, Multipart: not null } => "a form with a file in it, or the file alone",
            { Form: null } => "JSON",
            _ => "JSON or a form",
        };

    /// <summary>Parses the body onto the exchange; what is wrong with it, or null.</summary>
    public static Refusal.Malformed? Parse(Exchange exchange, Schema schema)
    {
        var fields = new FormFields(schema);
        var type = exchange.Http.Request.ContentType!;
        var sent = exchange.BodyBytes.Span;
        var problem = sent.IsEmpty ? null : Read(sent, type, exchange.Operation!, fields, goesOn: false);
        if (problem is null)
            exchange.Parsed = fields.Json();
        return problem;
    }

    /// <summary>The JSON of what can be read of a form; null: nothing.</summary>
    public static JsonDocument? Salvaged(ReadOnlySpan<byte> body, string contentType, Operation operation)
    {
        var fields = new FormFields(operation.Body!);
        Read(body, contentType, operation, fields, goesOn: true);
        return fields.IsEmpty ? null : fields.Json();
    }

    private static Refusal.Malformed? Read(
        ReadOnlySpan<byte> body,
        string type,
        Operation operation,
        FormFields fields,
        bool goesOn
    )
    {
        if (Names(type, Operation.FormType))
            return UrlEncoded.Read(body, fields, goesOn);
        if (Names(type, Operation.MultipartType))
            return Multipart.Read(body, type, fields, goesOn);
        return Utf8.IsValid(body)
            ? fields.Add(operation.File!.Part, Encoding.UTF8.GetString(body))
            : JsonProblem.NotUtf8(body);
    }

    private static bool Names(string? contentType, string form)
    {
        var semicolon = contentType?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var type = semicolon < 0 ? contentType : contentType.AsSpan(0, semicolon).Trim(" \t");
        return type.Equals(form, StringComparison.OrdinalIgnoreCase);
    }
}
