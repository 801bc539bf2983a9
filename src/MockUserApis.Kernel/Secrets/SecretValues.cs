using System.Buffers;
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

    // With more of them a search for each would cost more than the request.
    private const int MaxSought = 32;

    private static readonly byte[] TooMany =
        "\"[redacted: the request has more secrets than are looked for one by one]\""u8.ToArray();

    private HashSet<string>? values;

    public readonly bool Any => values is not null;

    private readonly bool AreTooMany => values?.Count > MaxSought;

    public void Add(string value)
    {
        if (value.Length > 0 && value != SecretText.Redacted && !AreTooMany)
            (values ??= []).Add(value);
    }

    /// <summary>Every text and number within a JSON value.</summary>
    public void Add(JsonElement value)
    {
        if (AreTooMany)
            return;
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
                foreach (var member in value.EnumerateObject())
                    Add(member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Add(item);
                break;
        }
    }

    public readonly bool In(string text)
    {
        if (AreTooMany)
            return true;
        foreach (var value in values ?? [])
            if (text.Contains(value, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>The body without them, in one pass.</summary>
    public readonly ReadOnlyMemory<byte> TakenOutOf(ReadOnlyMemory<byte> body)
    {
        if (values is null || body.IsEmpty)
            return body;
        if (AreTooMany)
            return TooMany;
        var (sought, searched) = Sought();
        var text = Encoding.UTF8.GetString(body.Span);
        Work.Count(text.Length);
        var result = new StringBuilder();
        var kept = 0;
        while (text.AsSpan(kept).IndexOfAny(searched) is var next and >= 0)
        {
            result.Append(text, kept, next);
            var rest = text.AsSpan(kept + next);
            foreach (var (old, by) in sought)
            {
                if (!rest.StartsWith(old, StringComparison.Ordinal))
                    continue;
                result.Append(by);
                kept += next + old.Length;
                break;
            }
        }

        return kept == 0 ? body : Encoding.UTF8.GetBytes(result.Append(text, kept, text.Length - kept).ToString());
    }

    // The longest first: one may begin with another. In JSON, and as it is.
    private readonly (List<(string Old, string By)> Sought, SearchValues<string> Searched) Sought()
    {
        var sought = new List<(string Old, string By)>();
        foreach (var value in values!)
        {
            var json = Encoding.UTF8.GetString(RawJson.String(value));
            if (value.Length < LeastWithin)
                sought.Add((json, $"\"{SecretText.Redacted}\""));
            else
            {
                sought.Add((json[1..^1], SecretText.Redacted));
                if (json.Length != value.Length + 2)
                    sought.Add((value, SecretText.Redacted));
            }
        }

        sought.Sort(static (a, b) => b.Old.Length.CompareTo(a.Old.Length));
        return (sought, SearchValues.Create([.. sought.Select(s => s.Old)], StringComparison.Ordinal));
    }
}
