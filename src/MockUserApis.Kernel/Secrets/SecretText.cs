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

    /// <summary>A request target; the same text when it has no query or nothing secret in it.</summary>
    public static string Target(string target, Operation? operation, ref SecretValues found)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return target;
        var redacted = Fields(target[(query + 1)..], operation, ref found);
        return redacted is null ? target : target[..(query + 1)] + redacted;
    }

    /// <summary>A header's value that is, or has in it, an address.</summary>
    public static string Address(string text, ref SecretValues found)
    {
        var isAddress = text.Contains("://", StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal);
        if (!isAddress) return text;
        var address = WithoutUser(text, ref found);
        var query = address.AsSpan().IndexOfAny('?', '#');
        if (query < 0) return address;
        var parts = address[query..].Split('#');
        for (var i = 0; i < parts.Length; i++)
        {
            var (mark, fields) = parts[i].StartsWith('?') ? ("?", parts[i][1..]) : ("", parts[i]);
            parts[i] = mark + (Fields(fields, null, ref found) ?? fields);
        }

        return address[..query] + string.Join('#', parts);
    }

    /// <summary><c>name=value</c> pairs between ampersands; null when there is nothing secret among them.</summary>
    public static string? Fields(string text, Operation? operation, ref SecretValues found)
    {
        if (!text.Contains('=', StringComparison.Ordinal)) return null;
        var pairs = text.Split('&');
        var changed = false;
        for (var i = 0; i < pairs.Length; i++)
        {
            var equals = pairs[i].IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) continue;
            var (name, value) = (pairs[i][..equals], pairs[i][(equals + 1)..]);
            if (Value(name, value, operation, ref found) is not { } redacted) continue;
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
        if (!Array.Exists(pairs, static pair => SecretName.OfMember(After(pair)))) return null;
        var changed = false;
        for (var i = 0; i < pairs.Length; i++)
        {
            var value = After(pairs[i]);
            if (value.Length == 0 || SecretName.Decoded(pairs[i].Split('=')[0]) != "value") continue;
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

    private static string? Value(string name, string value, Operation? operation, ref SecretValues found)
    {
        if (value.Length == 0) return null;
        var plain = SecretName.Decoded(value);
        if (SecretName.OfField(name, operation))
        {
            found.Add(plain);
            found.Add(value);
            return InAddress;
        }

        // An address within an address.
        var redacted = Address(plain, ref found);
        return ReferenceEquals(redacted, plain) || redacted == plain ? null : Uri.EscapeDataString(redacted);
    }

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
