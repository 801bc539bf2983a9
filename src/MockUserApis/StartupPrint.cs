using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis;

/// <summary>What one needs in the first minute: per vendor the address, the credential and a curl that works.</summary>
internal static class StartupPrint
{
    public static async ValueTask WriteAsync(TextWriter output, ControlPlane control)
    {
        var directory = control.Vendors;
        output.WriteLine(
            Terminal.Bold("Mock user APIs")
                + $" · profile {control.Options.Profile.ToString().ToLowerInvariant()} · "
                + $"{control.Options.Population} users a vendor, seed {control.Options.Seed}"
        );
        output.WriteLine();
        foreach (var vendor in directory.All)
        {
            output.WriteLine(
                $"{Terminal.Bold(vendor.Title.PadRight(26))} {directory.Url(vendor)}   "
                    + $"{Terminal.Dim("also " + directory.PrefixUrl(vendor))}"
            );
            output.WriteLine("  " + await CurlAsync(vendor, control));
        }

        output.WriteLine();
        output.WriteLine($"Pages          {Terminal.Bold(directory.Root + "/")}   What your client does, live");
        output.WriteLine(
            $"Control plane  {directory.Root}/_mock   Sandboxes, faults, clock, journal: "
                + $"{directory.Root}/_mock/openapi.json"
        );
        if (control.Options.ControlToken is not null)
            output.WriteLine(
                "Token          The control plane asks for it: Authorization: Bearer TOKEN, or X-Mock-Token: TOKEN"
            );
        if (control.CaFile is { } ca)
            output.WriteLine($"CA             {ca}   For SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, curl --cacert");
        if (control.Options.Proxy)
            output.WriteLine($"Proxy          HTTPS_PROXY={directory.ProxyUrl}   Leads to the vendors' own hosts");
        var host = control.Options.Host;
        var bracketed = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        output.WriteLine($"Listens on     {bracketed}:{directory.BasePort}, and there on each vendor's port");
        output.WriteLine("Stop           Ctrl+C");
    }

    // A read of population user 1 by the update operation's own path.
    private static async ValueTask<string> CurlAsync(Vendor vendor, ControlPlane control)
    {
        var update = vendor.Api.Updating;
        var users = (await control.Sandboxes.DefaultAsync()).Users(vendor);
        var key = await users.AtAsync(1) is { } user
            ? Population.ValueOf(user.Document, users.Recipe.Indexes[0])!
            : "1";
        var path =
            update.Path[..update.Path.IndexOf('{', StringComparison.Ordinal)]
            + Uri.EscapeDataString(key)
            + update.Path[(update.Path.IndexOf('}', StringComparison.Ordinal) + 1)..];
        var opening = control.Vendors.Credentials.Headers(vendor, Sandboxes.Default);
        if (opening.Count == 0)
        {
            return "Nothing opens the default sandbox: "
                + $"POST {control.Vendors.Root}/_mock/sandboxes makes one that has credentials.";
        }

        var ca = control.CaFile is { } file && control.Options.Https ? $" --cacert '{file}'" : "";
        var headers = string.Concat(opening.Select(h => $" -H '{h.Key}: {h.Value}'"));
        return $"curl{ca}{headers} {control.Vendors.Url(vendor)}{path}";
    }
}
