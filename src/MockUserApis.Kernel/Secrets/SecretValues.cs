using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Secrets that a request was found to carry: the answer and the findings may repeat them.</summary>
internal struct SecretValues
{
    // Shorter ones are only taken out as whole JSON strings: two letters are in every text.
    private const int LeastWithin = 6;

    private List<string>? values;

    public readonly bool Any => values is not null;

    public void Add(string value)
    {
        if (value.Length == 0 || value == SecretText.Redacted || values?.Contains(value) == true) return;
        (values ??= []).Add(value);
    }

    /// <summary>Every text and number within a JSON value.</summary>
    public void Add(JsonElement value)
    {
        switch (value.ValueKind)
        {
            // Half a surrogate pair cannot be read, and no answer repeats it.
            case JsonValueKind.String when !Surrogates.HasLone(JsonMarshal.GetRawUtf8Value(value)):
                Add(value.GetString()!);
                break;
            case JsonValueKind.Number:
                Add(value.GetRawText());
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) Add(member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Add(item);
                break;
        }
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
            if (value.Length < LeastWithin) Replace(json, $"\"{SecretText.Redacted}\"");
            else
            {
                Replace(json[1..^1], SecretText.Redacted);
                Replace(value, SecretText.Redacted);
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
