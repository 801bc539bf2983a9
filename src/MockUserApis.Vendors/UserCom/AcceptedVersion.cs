using Microsoft.Extensions.Primitives;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// The version that <c>Accept</c> asks for: <c>*/*; version=2</c>, with or without blanks (DOC, CODE), in whichever of
/// its media ranges (ASSUMED).
/// </summary>
internal static class AcceptedVersion
{
    private const string Parameter = "version";

    /// <summary>As it was sent; empty: none is named.</summary>
    public static ReadOnlySpan<char> Of(StringValues accept)
    {
        foreach (var ranges in accept)
        {
            if (ranges is null || !ranges.Contains(Parameter, StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var part in ranges.AsSpan().SplitAny(',', ';'))
            {
                var parameter = ranges.AsSpan(part);
                if (
                    parameter.IndexOf('=') is var equals and >= 0
                    && parameter[..equals].Trim().Equals(Parameter, StringComparison.OrdinalIgnoreCase)
                )
                {
                    return parameter[(equals + 1)..].Trim().Trim('"');
                }
            }
        }

        return [];
    }
}
