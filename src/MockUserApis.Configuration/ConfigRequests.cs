using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;

namespace MockUserApis.Configuration;

/// <summary>Parts of a file as requests to the operations. The schema has been held against them.</summary>
internal static class ConfigRequests
{
    public static JsonElement Nothing { get; } = RawJson.Parse("{}"u8);

    public static SandboxRequest Sandbox(YamlEntry sandbox)
    {
        var node = sandbox.Value;
        return new SandboxRequest(
            sandbox.Key,
            Whole(node, "seed"),
            Whole(node, "population"),
            Text(node, "profile"),
            node["rateLimits"] is { } limits ? YamlJson.Of(limits) : null,
            null,
            Text(node, "ttl")
        );
    }

    public static ClockRequest Clock(YamlNode node) =>
        new(
            Text(node, "now") is { } now
                ? DateTimeOffset.TryParse(now, CultureInfo.InvariantCulture, out var instant)
                    ? instant
                    : throw RefusedException.Bad($"now is \"{now}\". Give an instant such as 2026-01-01T00:00:00Z.")
                : null,
            node["freeze"] is YamlScalar freeze ? freeze.IsTrue : null,
            Text(node, "advance")
        );

    public static LimitRequest Limit(YamlNode node) =>
        new(
            node["enabled"] is YamlScalar enabled ? enabled.IsTrue : null,
            Whole(node, "requests"),
            Text(node, "window"),
            Whole(node, "capacity"),
            Number(node, "refillPerSecond")
        );

    public static FaultRequest Fault(YamlNode node) =>
        new(
            Text(node, "vendor"),
            Text(node, "operation"),
            Text(node, "key"),
            Text(node, "kind"),
            (int?)Whole(node, "status"),
            Text(node, "delay"),
            (int?)Whole(node, "times"),
            Number(node, "rate")
        );

    private static string? Text(YamlNode node, string key) => (node[key] as YamlScalar)?.Text;

    private static long? Whole(YamlNode node, string key) =>
        Text(node, key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static double? Number(YamlNode node, string key) =>
        Text(node, key) is { } text ? SchemaWords.Number(text) : null;
}
