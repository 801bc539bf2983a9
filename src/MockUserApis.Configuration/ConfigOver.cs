using System.Globalization;
using MockUserApis.Kernel.State;

namespace MockUserApis.Configuration;

/// <summary>
/// A file's options for a mock inside a test: what it serves and how. Where it listens and what it writes is said by
/// the test.
/// </summary>
public static class ConfigOver
{
    /// <summary>The options, with the file's in their place.</summary>
    public static MockOptions Over(this ConfigFile file, MockOptions options)
    {
        return options with
        {
            Seed = Whole("--seed") ?? options.Seed,
            Population = Whole("--population") ?? options.Population,
            Profile = Text("--profile") is { } profile
                ? profile == "lenient"
                    ? Profile.Lenient
                    : Profile.Strict
                : options.Profile,
            AnyCredential = Text("--auth") is { } auth ? auth == "any" : options.AnyCredential,
            RateLimits = IsOn("--rate-limits") ?? options.RateLimits,
            Vendors = Text("--vendors")?.Split(',', Split) ?? options.Vendors,
            SandboxSecret = Text("--sandbox-secret") ?? options.SandboxSecret,
            DefaultCredentials = IsOn("--default-credentials") ?? options.DefaultCredentials,
            MaxBody = Size("--max-body") ?? options.MaxBody,
            JournalEntries = (int?)Whole("--journal-entries") ?? options.JournalEntries,
            JournalBytes = Size("--journal-bytes") ?? options.JournalBytes,
            JournalTotalBytes = Size("--journal-total-bytes") ?? options.JournalTotalBytes,
            MaxChangedUsers = Whole("--max-changed-users") ?? options.MaxChangedUsers,
            MaxChangedBytes = Size("--max-changed-bytes") ?? options.MaxChangedBytes,
            MaxLogins = (int?)Whole("--max-logins") ?? options.MaxLogins,
            MaxSandboxes = (int?)Whole("--max-sandboxes") ?? options.MaxSandboxes,
        };

        string? Text(string name) => file.Option(name)?.Text;
        bool? IsOn(string name) => Text(name) is { } text ? text == "on" : null;
        long? Whole(string name) => Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
        long? Size(string name) =>
            file.Option(name) is { } given
                ? ByteSize.Read(given.Text)
                    ?? throw new ConfigException([$"{given.Name} is \"{given.Text}\". Give a size such as 1MiB."])
                : null;
    }

    private const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
}
