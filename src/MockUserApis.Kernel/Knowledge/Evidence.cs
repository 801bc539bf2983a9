namespace MockUserApis.Kernel.Knowledge;

/// <summary>How a behaviour is known, strongest first.</summary>
public enum Evidence : byte
{
    /// <summary>The vendor's page for the update operation says so.</summary>
    SEED,

    /// <summary>Another page, or the OpenAPI file, of the vendor says so.</summary>
    DOC,

    /// <summary>A recorded exchange with the real API shows it.</summary>
    REC,

    /// <summary>A real client in public use depends on it.</summary>
    CODE,

    /// <summary>Nobody outside the vendor knows: our choice, by analogy.</summary>
    ASSUMED,
}

/// <summary>One behaviour of a vendor, with how it is known. ASSUMED rules carry their reason.</summary>
/// <param name="Name">
/// Unique within a vendor, path-like: <c>update/score/null</c>, <c>errors/UserNotFound</c>, <c>updateUser/400</c>.
/// </param>
public sealed record Rule(string Name, Evidence Evidence, string Reason = "")
{
    /// <summary>Reads the specs' <c>x-evidence</c>: <c>TAG</c> or <c>TAG: reason</c>.</summary>
    public static Rule Parse(string name, string evidence)
    {
        var colon = evidence.IndexOf(':', StringComparison.Ordinal);
        var tag = colon < 0 ? evidence : evidence[..colon];
        if (!Enum.TryParse<Evidence>(tag.Trim(), out var parsed) || !Enum.IsDefined(parsed))
        {
            throw new InvalidOperationException(
                $"x-evidence of {name} is \"{evidence}\". Write SEED, DOC, REC, CODE or \"ASSUMED: the reason\"."
            );
        }

        return new Rule(name, parsed, colon < 0 ? "" : evidence[(colon + 1)..].Trim());
    }
}
