using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Kernel;

/// <summary>Secrets that a request was found to carry, to take them out of what the answer and the findings repeat.</summary>
internal struct SecretValues
{
    // Shorter ones are only taken out as whole JSON strings: two letters are in every text.
    private const int LeastWithin = 6;

    private List<string>? values;

    public readonly bool Any => values is not null;

    public void Add(string value)
    {
        if (value.Length > 0 && value != Entry.Redacted && values?.Contains(value) != true) (values ??= []).Add(value);
    }

    /// <summary>Every text and number within a JSON value.</summary>
    public void Add(JsonElement value)
    {
        // Half a surrogate pair cannot be read, and no answer repeats it.
        if (value.ValueKind == JsonValueKind.String && !JsonBody.HasLoneSurrogate(JsonMarshal.GetRawUtf8Value(value))) Add(value.GetString()!);
        else if (value.ValueKind == JsonValueKind.Number) Add(value.GetRawText());
        else if (value.ValueKind == JsonValueKind.Object) foreach (var member in value.EnumerateObject()) Add(member.Value);
        else if (value.ValueKind == JsonValueKind.Array) foreach (var item in value.EnumerateArray()) Add(item);
    }

    public readonly bool In(string text)
    {
        foreach (var value in values ?? []) if (text.Contains(value, StringComparison.Ordinal)) return true;
        return false;
    }

    public readonly ReadOnlyMemory<byte> TakenOutOf(ReadOnlyMemory<byte> body)
    {
        if (values is null || body.IsEmpty) return body;
        string? text = null;
        foreach (var value in values.OrderByDescending(v => v.Length))
        {
            var json = Encoding.UTF8.GetString(RawJson.String(value));
            if (value.Length < LeastWithin) Replace(json, $"\"{Entry.Redacted}\"");
            else
            {
                Replace(json[1..^1], Entry.Redacted);
                Replace(value, Entry.Redacted);
            }
        }

        return text is null ? body : Encoding.UTF8.GetBytes(text);

        void Replace(string old, string by)
        {
            if (body.Span.IndexOf(Encoding.UTF8.GetBytes(old)) < 0) return;
            text = (text ?? Encoding.UTF8.GetString(body.Span)).Replace(old, by, StringComparison.Ordinal);
        }
    }
}
