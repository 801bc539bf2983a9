using System.Runtime.InteropServices;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>A journal entry's body as JSON, whether it was sent so or as a form.</summary>
internal sealed record EntryBody(ReadOnlyMemory<byte> Json, bool IsForm)
{
    public static EntryBody Of(JournalEntry entry, Operation operation)
    {
        var sent = entry.RequestBody;
        var type = entry
            .RequestHeaders.FirstOrDefault(h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            .Value;
        var isForm = !sent.IsEmpty && FormBody.RuleOf(operation, type) is not null;
        if (!isForm || operation.Body is null)
            return new(sent, false);
        using var read = FormBody.Salvaged(sent.Span, type, operation);
        if (read is null)
            return new(sent, !IsJson(sent.Span));
        return new(JsonMarshal.GetRawUtf8Value(read.RootElement).ToArray(), true);
    }

    /// <summary>The body in the client's own form, where that can say it; else as JSON.</summary>
    public CorrectedRequest Put(CorrectedRequest request) =>
        request.Operation.File is { } file ? request.WithFile(file)
        : IsForm && request.Body is { } json && FormText.Of(json) is { } form
            ? request with
            {
                Body = form,
                MediaType = Operation.FormType,
            }
        : request;

    private static bool IsJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
}
