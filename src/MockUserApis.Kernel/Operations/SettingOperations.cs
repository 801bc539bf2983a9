using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A vendor's server settings in one sandbox, by name: what is shown is a JSON object.</summary>
internal static class SettingOperations
{
    public static ValueTask<ReadOnlyMemory<byte>> ShowAsync(Sandbox sandbox, Vendor vendor) =>
        new(
            RawJson.Write(
                (sandbox, vendor),
                static (json, of) =>
                {
                    json.WriteStartObject();
                    foreach (var setting in of.vendor.Settings)
                    {
                        json.WritePropertyName(setting.Name);
                        setting.Write(json, of.sandbox.Setting(of.vendor, setting));
                    }

                    json.WriteEndObject();
                }
            )
        );

    /// <summary>Changes some of them.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ChangeAsync(Sandbox sandbox, Vendor vendor, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw RefusedException.Bad($"The body is {ShownValue.Of(body)}. Send for example {Example(vendor)}.");
        }

        // All of them before any is set: a mistake in one changes none.
        var read = body.EnumerateObject().Select(member => Read(vendor, member)).ToList();
        foreach (var (setting, text) in read)
            await sandbox.SetAsync(vendor, setting.Name, text);
        return await ShowAsync(sandbox, vendor);
    }

    public static string Example(Vendor vendor) =>
        vendor.Settings is [var first, ..] ? $"{{\"{first.Name}\":{first.Example}}}" : "{}";

    private static (Setting Setting, string Text) Read(Vendor vendor, JsonProperty member)
    {
        var known = vendor.Settings.Select(s => s.Name);
        var found = vendor.Settings.FirstOrDefault(s => s.Name == member.Name);
        var setting = Given.Known(found, "setting", member.Name, known);
        try
        {
            return (setting, setting.Read(member.Value));
        }
        catch (SeedException error)
        {
            throw RefusedException.Bad(error.Message);
        }
    }
}
