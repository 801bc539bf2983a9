using System.Globalization;

namespace MockUserApis.Tests.Support;

/// <summary>A server's options as the command line of <c>serve</c>.</summary>
internal static class ProgramOptions
{
    private static readonly MockOptions Usual = new();

    /// <summary>Null: one of them cannot be told a program that way, or not without changing what tests see.</summary>
    public static string[]? Of(MockOptions options)
    {
        var rest = options with
        {
            Port = Usual.Port,
            Host = Usual.Host,
            Seed = Usual.Seed,
            Population = Usual.Population,
            Profile = Usual.Profile,
            AnyCredential = Usual.AnyCredential,
            RateLimits = Usual.RateLimits,
            Vendors = Usual.Vendors,
            ControlToken = Usual.ControlToken,
            AllowedHosts = Usual.AllowedHosts,
            AllowedOrigins = Usual.AllowedOrigins,
            MaxBody = Usual.MaxBody,
            JournalEntries = Usual.JournalEntries,
            JournalBytes = Usual.JournalBytes,
            JournalTotalBytes = Usual.JournalTotalBytes,
            ListenerBytes = Usual.ListenerBytes,
            MaxChangedUsers = Usual.MaxChangedUsers,
            MaxChangedBytes = Usual.MaxChangedBytes,
            ArrivingBytes = Usual.ArrivingBytes,
            MaxLogins = Usual.MaxLogins,
            MaxSandboxes = Usual.MaxSandboxes,
        };
        return rest == Usual ? [.. Words(options)] : null;
    }

    private static IEnumerable<string> Words(MockOptions options)
    {
        (string Name, object? Value, object? Usual)[] all =
        [
            ("--host", options.Host, Usual.Host),
            ("--seed", options.Seed, Usual.Seed),
            ("--population", options.Population, Usual.Population),
            ("--profile", options.Profile.ToString().ToLowerInvariant(), "strict"),
            ("--auth", options.AnyCredential ? "any" : "", ""),
            ("--rate-limits", options.RateLimits ? "on" : "off", "on"),
            ("--vendors", string.Join(',', options.Vendors), ""),
            ("--control-token", options.ControlToken, null),
            ("--allowed-hosts", string.Join(',', options.AllowedHosts), ""),
            ("--cors", string.Join(',', options.AllowedOrigins), ""),
            ("--max-body", options.MaxBody, Usual.MaxBody),
            ("--journal-entries", options.JournalEntries, Usual.JournalEntries),
            ("--journal-bytes", options.JournalBytes, Usual.JournalBytes),
            ("--journal-total-bytes", options.JournalTotalBytes, Usual.JournalTotalBytes),
            ("--listener-bytes", options.ListenerBytes, Usual.ListenerBytes),
            ("--max-changed-users", options.MaxChangedUsers, Usual.MaxChangedUsers),
            ("--max-changed-bytes", options.MaxChangedBytes, Usual.MaxChangedBytes),
            ("--arriving-bytes", options.ArrivingBytes, Usual.ArrivingBytes),
            ("--max-logins", options.MaxLogins, Usual.MaxLogins),
            ("--max-sandboxes", options.MaxSandboxes, Usual.MaxSandboxes),
        ];
        foreach (var (name, value, usual) in all)
        {
            if (Equals(value, usual))
                continue;
            yield return name;
            yield return Convert.ToString(value, CultureInfo.InvariantCulture)!;
        }
    }
}
