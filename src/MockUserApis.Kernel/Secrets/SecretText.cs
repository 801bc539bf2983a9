using System.Buffers;
using System.Text;
using MockUserApis.Kernel.Contract;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Takes secrets out of addresses, queries and forms: by the names of their fields, and before an @.</summary>
internal static class SecretText
{
    /// <summary>Percent-encoded: a shell line or an archive made of the address stays an address.</summary>
    public const string Redacted = "[redacted]";

    public const string InAddress = "%5Bredacted%5D";

    private static readonly SearchValues<char> AfterAuthority = SearchValues.Create("/?# ,;>\"");

    private static readonly SearchValues<char> AfterHeaderValue = SearchValues.Create("&;,");
    private static readonly SearchValues<char> AfterTerm = SearchValues.Create("&;,|)");

    /// <summary>A request target; the same text when there is nothing secret in it.</summary>
    public static string Target(string target, Operation? operation, ref SecretValues found)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var end = query < 0 ? target.Length : query;
        var path = MayNameSecrets(target.AsSpan(0, end)) ? Path(target[..end], ref found) : null;
        var fields = query < 0 ? null : Fields(target[(query + 1)..], operation, false, ref found);
        if (path is null && fields is null)
            return target;
        return (path ?? target[..end]) + (query < 0 ? "" : "?" + (fields ?? target[(query + 1)..]));
    }

    /// <summary>A user's id that a path names: what is said there in so many words may be a secret.</summary>
    public static string Key(string key, ref SecretValues found) =>
        Terms(SecretName.Decoded(key), AfterTerm, ref found) is null ? key : SecretText.Redacted;

    /// <summary>A header's value: an address, JSON, or pairs as in <c>Forwarded: for=1.2.3.4;secret=x</c>.</summary>
    public static string Header(string text, ref SecretValues found)
    {
        var mayHave = text.AsSpan().IndexOfAny("=?{") >= 0 || text.Contains("://", StringComparison.Ordinal);
        if (!mayHave)
            return text;
        if (SecretWithin.Redact(text, 0, ref found) is { } within)
            return within;
        var address = Address(text, ref found);
        return Terms(address, AfterHeaderValue, ref found) ?? address;
    }

    /// <summary>A text that is, or has in it, an address.</summary>
    public static string Address(string text, ref SecretValues found)
    {
        var isAddress = text.Contains("://", StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal);
        if (!isAddress)
            return text;
        var address = WithoutUser(text, ref found);
        var query = address.AsSpan().IndexOfAny('?', '#');
        if (query < 0)
            return address;
        var parts = address[query..].Split('#');
        for (var i = 0; i < parts.Length; i++)
        {
            var (mark, fields) = parts[i].StartsWith('?') ? ("?", parts[i][1..]) : ("", parts[i]);
            parts[i] = mark + (Fields(fields, null, false, ref found) ?? fields);
        }

        return address[..query] + string.Join('#', parts);
    }

    /// <summary><c>name=value</c> pairs of a form; null when there is nothing secret among them.</summary>
    public static string? Form(string text, ref SecretValues found) => Fields(text, null, true, ref found);

    private static string? Fields(string text, Operation? operation, bool isForm, ref SecretValues found)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
            return null;
        var pairs = text.Split('&');
        var changed = false;
        for (var i = 0; i < pairs.Length; i++)
        {
            var equals = pairs[i].IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || equals == pairs[i].Length - 1)
                continue;
            var (name, value) = (pairs[i][..equals], pairs[i][(equals + 1)..]);
            var isSecret = isForm ? SecretName.OfField(name) : SecretName.OfParameter(name, operation);
            if ((isSecret ? Whole(value, ref found) : Part(value, ref found)) is not { } redacted)
                continue;
            pairs[i] = name + "=" + redacted;
            changed = true;
        }

        return changed ? string.Join('&', pairs) : null;
    }

    /// <summary>
    /// An attribute as a form names it, <c>attribute=password&amp;value=x</c>; null when there is nothing secret in it.
    /// </summary>
    public static string? NamedValues(string text, ref SecretValues found)
    {
        var pairs = text.Split('&');
        if (!Array.Exists(pairs, static pair => SecretName.OfMember(After(pair))))
            return null;
        var changed = false;
        for (var i = 0; i < pairs.Length; i++)
        {
            var value = After(pairs[i]);
            if (value.Length == 0 || SecretName.Decoded(pairs[i].Split('=')[0]) != "value")
                continue;
            found.Add(value);
            found.Add(pairs[i][(pairs[i].IndexOf('=', StringComparison.Ordinal) + 1)..]);
            pairs[i] = "value=" + InAddress;
            changed = true;
        }

        return changed ? string.Join('&', pairs) : null;
    }

    private static string After(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? "" : SecretName.Decoded(pair[(equals + 1)..]);
    }

    private static string Whole(string value, ref SecretValues found)
    {
        AddForms(value, ref found);
        return InAddress;
    }

    // As sent, as a finding shows it, and as it is meant: it may have been encoded twice.
    private static void AddForms(string value, ref SecretValues found)
    {
        found.Add(value);
        found.Add(System.Net.WebUtility.UrlDecode(value));
        found.Add(SecretName.Decoded(value));
    }

    // An address within an address, JSON, or a filter: filter=password==x.
    private static string? Part(string value, ref SecretValues found)
    {
        var plain = SecretName.Decoded(value);
        var redacted = SecretWithin.Redact(plain, 0, ref found) ?? Address(plain, ref found);
        redacted = Terms(redacted, AfterTerm, ref found) ?? redacted;
        if (redacted == plain)
            return null;
        AddForms(value, ref found);
        return Uri.EscapeDataString(redacted);
    }

    private static bool MayNameSecrets(ReadOnlySpan<char> path) =>
        path.Contains('=') || (path.Contains('%') && path.Contains("3d", StringComparison.OrdinalIgnoreCase));

    // Null: no segment says in so many words that it has a secret.
    private static string? Path(string path, ref SecretValues found)
    {
        var segments = path.Split('/');
        var changed = false;
        for (var i = 0; i < segments.Length; i++)
        {
            if (Terms(SecretName.Decoded(segments[i]), AfterTerm, ref found) is not { } redacted)
                continue;
            segments[i] = Uri.EscapeDataString(redacted).Replace("%3D", "=", StringComparison.Ordinal);
            changed = true;
        }

        return changed ? string.Join('/', segments) : null;
    }

    // Terms such as password=x, password==x and password~x, one behind another; null when none names a secret.
    private static string? Terms(string text, SearchValues<char> after, ref SecretValues found)
    {
        StringBuilder? result = null;
        var (at, kept) = (0, 0);
        while (text.AsSpan(at).IndexOfAny('=', '~') is var next and >= 0)
        {
            var end = at + next;
            var name = Before(text.AsSpan(at, next));
            while (end < text.Length && text[end] is '=' or '~' or '"' or '\'')
                end++;
            at = end;
            if (name.IsEmpty || !SecretName.OfMember(name))
                continue;
            var value = text.AsSpan(end);
            var stop = text[end - 1] is '"' or '\'' ? value.IndexOf(text[end - 1]) : value.IndexOfAny(after);
            var length = stop < 0 ? value.Length : stop;
            if (length == 0)
                continue;
            found.Add(text.Substring(end, length));
            (result ??= new()).Append(text, kept, end - kept).Append(SecretText.Redacted);
            at = kept = end + length;
        }

        return result?.Append(text, kept, text.Length - kept).ToString();
    }

    // The name that ends there, before what else an operator may have: password!=x.
    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd("!<> ");
        var start = text.Length;
        while (start > 0 && IsOfAName(text[start - 1]))
            start--;
        return text[start..];
    }

    private static bool IsOfAName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    // RFC 3986, 3.2.1: what stands between the slashes and the @ is the user's name and password.
    private static string WithoutUser(string text, ref SecretValues found)
    {
        var result = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf("://") is var slashes and >= 0)
        {
            var authority = rest[(slashes + 3)..];
            var end = authority.IndexOfAny(AfterAuthority);
            var at = (end < 0 ? authority : authority[..end]).LastIndexOf('@');
            result.Append(rest[..(slashes + 3)]);
            if (at >= 0)
            {
                found.Add(authority[..at].ToString());
                result.Append(InAddress);
            }

            rest = at < 0 ? authority : authority[at..];
        }

        return result.Length == 0 ? text : result.Append(rest).ToString();
    }
}
