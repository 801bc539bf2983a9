using System.Text.Json;
using System.Text.Json.Serialization;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// What changes seldom in a sandbox, kept as one JSON text in its row: settings (<c>slug/name</c>), revoked credentials
/// (slugs), limits that were set.
/// </summary>
internal sealed record SandboxState(
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<string> Revoked,
    IReadOnlyDictionary<string, StoredLimits> Limits
)
{
    public static readonly SandboxState Empty = new(
        new Dictionary<string, string>(),
        [],
        new Dictionary<string, StoredLimits>()
    );

    public static readonly string EmptyText = Empty.Text;

    [JsonIgnore]
    public string Text => JsonSerializer.Serialize(this, StoredContext.Default.SandboxState);

    /// <summary>Null when the text was not written by this program.</summary>
    public static SandboxState? Parse(string text)
    {
        if (text == EmptyText)
            return Empty;
        try
        {
            return JsonSerializer.Deserialize(text, StoredContext.Default.SandboxState) is { IsWhole: true } cells
                ? cells
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonIgnore]
    private bool IsWhole =>
        Settings is not null
        && Revoked is not null
        && Limits is not null
        && Limits.Values.All(c => c?.Limits is not null && c.Limits.All(l => l is not null && IsPossible(l)));

    private static bool IsPossible(RateLimit limit) =>
        limit.Window is { } window
            ? window > TimeSpan.Zero
            : limit.RefillPerSecond is > 0 and < double.PositiveInfinity;

    public static IReadOnlyDictionary<string, T> With<T>(IReadOnlyDictionary<string, T> map, string key, T value) =>
        new Dictionary<string, T>(map) { [key] = value };
}

/// <summary>A vendor's limits as they were set.</summary>
internal sealed record StoredLimits(bool Enabled, IReadOnlyList<RateLimit> Limits);
