using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Configuration;

/// <summary>
/// One sandbox of a file, made by the operations of the control plane. One that a state file or a database brought
/// along stays as it is.
/// </summary>
internal sealed class ConfigSandbox(ControlPlane control, YamlEntry entry, ConfigErrors errors)
{
    private static readonly string[] OptionsAlone = ["seed", "population", "profile", "rateLimits", "ttl"];

    private readonly YamlNode node = entry.Value;

    public async ValueTask MakeAsync()
    {
        if (await FindAsync() is not { } sandbox)
            return;
        if (node["clock"] is { } clock)
            await TryAsync(clock, "clock: ", () => ClockOperations.MoveAsync(sandbox, ConfigRequests.Clock(clock)));
        await EachVendorAsync(
            "settings",
            (vendor, v) =>
                TryAsync(
                    v.Value,
                    About(vendor),
                    () => SettingOperations.ChangeAsync(sandbox, vendor, YamlJson.Of(v.Value))
                )
        );
        await EachVendorAsync("users", (vendor, v) => PutAllAsync(sandbox, vendor.Api.Users, v.Value));
        await EachVendorAsync("collections", (vendor, v) => CollectionsAsync(sandbox, vendor, v.Value));
        await EachVendorAsync(
            "limits",
            (vendor, v) =>
                TryAsync(
                    v.Value,
                    About(vendor),
                    () => LimitOperations.SetAsync(sandbox, vendor, ConfigRequests.Limit(v.Value))
                )
        );
        foreach (var fault in (node["faults"] as YamlList)?.Items ?? [])
            await TryAsync(
                fault,
                "fault: ",
                () => control.Operations.Faults.ArmAsync(sandbox, ConfigRequests.Fault(fault))
            );
    }

    // Null: there is nothing to do, or it cannot be made.
    private async ValueTask<Sandbox?> FindAsync()
    {
        if (entry.Key == Kernel.State.Sandboxes.Default)
            return await DefaultAsync();
        if (await control.Sandboxes.FindAsync(entry.Key) is not null)
            return null;
        var (line, operations) = (entry.Line, control.Operations.Sandboxes);
        try
        {
            await operations.CreateAsync(ConfigRequests.Sandbox(entry), control.Vendors.Addresses);
            return await operations.FindAsync(entry.Key);
        }
        catch (RefusedException refused)
        {
            errors.Add(Culprit.LineOf(node, refused.Message) ?? line, $"sandbox \"{entry.Key}\": {refused.Message}");
            return null;
        }
    }

    private async ValueTask<Sandbox?> DefaultAsync()
    {
        foreach (var (key, line, _) in node.Entries.Where(e => OptionsAlone.Contains(e.Key)))
        {
            errors.Add(
                line,
                key == "ttl"
                    ? "The sandbox default has no end. Leave ttl out."
                    : $"The sandbox default has the {key} of the options. Write {key} there."
            );
        }

        var sandbox = await control.Sandboxes.DefaultAsync();
        foreach (var vendor in control.Vendors.All)
        {
            foreach (var recipe in vendor.Recipes)
            {
                if (await sandbox.Collection(vendor, recipe).ChangedCountAsync() > 0)
                    return null;
            }
        }

        return (await sandbox.Faults.AllAsync()).Count > 0 ? null : sandbox;
    }

    private async ValueTask CollectionsAsync(Sandbox sandbox, Vendor vendor, YamlNode collections)
    {
        foreach (var (name, line, members) in collections.Entries)
        {
            if (
                await TryAsync(members, "", () => new ValueTask<Resource>(Given.Resource(vendor, name)), line) is
                { } found
            )
                await PutAllAsync(sandbox, found, members);
        }
    }

    private async ValueTask PutAllAsync(Sandbox sandbox, Resource resource, YamlNode members)
    {
        foreach (var (key, line, fields) in members.Entries)
        {
            var body = YamlJson.Of(fields);
            if (body.ValueKind == JsonValueKind.Null)
                body = ConfigRequests.Nothing;
            await TryAsync(
                fields,
                $"{resource.Vendor.Slug} {resource.Recipe.Noun} \"{key}\": ",
                () => MemberOperations.PutAsync(sandbox, resource, key, body),
                line
            );
        }
    }

    private async ValueTask EachVendorAsync<T>(string part, Func<Vendor, YamlEntry, ValueTask<T>> act)
    {
        foreach (var v in node[part]?.Entries ?? [])
        {
            var find = () => new ValueTask<Vendor>(Given.Vendor(control.Vendors, v.Key));
            if (await TryAsync(v.Value, "", find, v.Line) is { } vendor)
                await act(vendor, v);
        }
    }

    private ValueTask EachVendorAsync(string part, Func<Vendor, YamlEntry, ValueTask> act) =>
        EachVendorAsync(
            part,
            async (vendor, v) =>
            {
                await act(vendor, v);
                return true;
            }
        );

    private static string About(Vendor vendor) => $"{vendor.Slug}: ";

    // A mistake is noted with its line, and the rest is looked at: all mistakes are shown at once.
    private async ValueTask<T?> TryAsync<T>(YamlNode at, string about, Func<ValueTask<T>> act, int? line = null)
    {
        try
        {
            return await act();
        }
        catch (Exception error) when (error is RefusedException or StoreFullException)
        {
            errors.Add(Culprit.LineOf(at, error.Message) ?? line ?? at.Line, about + error.Message);
            return default;
        }
    }
}
