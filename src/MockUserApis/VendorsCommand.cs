using System.CommandLine;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary>
/// <c>vendors</c>: the table; with <c>--assumed</c>, every rule that nobody outside the vendor knows.
/// </summary>
internal static class VendorsCommand
{
    public static Command Create()
    {
        var assumed = new Option<bool>("--assumed") { Description = "List every ASSUMED rule with its reason." };
        var command = new Command("vendors", "List the vendors.") { assumed };
        command.SetAction(parsed =>
        {
            foreach (var api in AllVendors.Known.SelectMany(v => v.Apis))
            {
                if (parsed.GetValue(assumed))
                    WriteAssumed(api);
                else
                    WriteRow(api);
            }
        });
        return command;
    }

    private static void WriteRow(Api api)
    {
        var (vendor, update) = (api.Vendor, api.Updating);
        var documented = new Credentials(new MockOptions()).Headers(vendor, Sandboxes.Default);
        var headers = string.Join(", ", documented.Concat(api.AskedBy).Select(h => $"{h.Key}: {h.Value}"));
        var assumed = api.Ledger.Count(r => r.Evidence == Evidence.ASSUMED);
        Console.WriteLine(
            $"{Terminal.Bold(api.Id.PadRight(14))} +{vendor.PortOffset}  {update.Method, -5} "
                + $"{update.Path, -42} {assumed, 3} assumed  {headers}"
        );
    }

    private static void WriteAssumed(Api api)
    {
        var title = api.IsLater ? $"{api.Vendor.Title}, version {api.Contract.Version}" : api.Vendor.Title;
        Console.WriteLine(Terminal.Bold(title));
        var assumed = api.Ledger.Where(r => r.Evidence == Evidence.ASSUMED);
        foreach (var rule in assumed.OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {rule.Name, -44} {Terminal.Warn(rule.Reason)}");
        }
    }
}
