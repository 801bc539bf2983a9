using System.Globalization;

namespace MockUserApis.Configuration;

/// <summary>What a file has, counted: <c>3 options, 1 sandbox, 2 users</c>.</summary>
internal static class ConfigSummary
{
    public static string Of(YamlNode root)
    {
        var sandboxes = root["sandboxes"]?.Entries ?? [];
        var users = sandboxes.Sum(s => s.Value["users"]?.Entries.Sum(v => v.Value.Entries.Count) ?? 0);
        var faults = sandboxes.Sum(s => s.Value["faults"] is YamlList list ? list.Items.Count : 0);
        string[] parts =
        [
            Counted(root["options"]?.Entries.Count ?? 0, "option", "options"),
            Counted(sandboxes.Count, "sandbox", "sandboxes"),
            Counted(users, "user", "users"),
            Counted(faults, "fault", "faults"),
        ];
        return string.Join(", ", parts);
    }

    private static string Counted(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
