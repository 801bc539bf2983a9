using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Reads a form, url-encoded or multipart, as the JSON object that it stands for. From there on it is checked and
/// merged as JSON is.
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
        return null;
    }

    /// <summary>The forms that the operation takes, in words; null: none.</summary>
    public static string? TakenBy(Operation operation)
    {
        if (operation.Form is null)
            return null;
        if (operation.Multipart is null)
            return Operation.FormType;
        return $"{Operation.FormType} or {Operation.MultipartType}";
    }

    /// <summary>Parses the body onto the exchange; what is wrong with it, or null.</summary>
    public static Refusal.Malformed? Parse(Exchange exchange, Schema schema)
    {
        var fields = new FormFields(schema);
        var problem = Read(exchange.BodyBytes.Span, exchange.Http.Request.ContentType!, fields, goesOn: false);
        if (problem is null)
            exchange.Parsed = fields.Json();
        return problem;
    }

    /// <summary>The JSON of what can be read of a form; null: nothing.</summary>
    public static JsonDocument? Salvaged(ReadOnlySpan<byte> body, string contentType, Schema schema)
    {
        var fields = new FormFields(schema);
        Read(body, contentType, fields, goesOn: true);
        return fields.IsEmpty ? null : fields.Json();
    }

    private static Refusal.Malformed? Read(ReadOnlySpan<byte> body, string type, FormFields fields, bool goesOn) =>
        Names(type, Operation.FormType)
            ? UrlEncoded.Read(body, fields, goesOn)
            : Multipart.Read(body, type, fields, goesOn);

    private static bool Names(string? contentType, string form)
    {
        var semicolon = contentType?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var type = semicolon < 0 ? contentType : contentType.AsSpan(0, semicolon).Trim(" \t");
        return type.Equals(form, StringComparison.OrdinalIgnoreCase);
    }
}
