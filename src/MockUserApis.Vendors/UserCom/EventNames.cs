using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What events of one application are called, each with one id for all of that name.</summary>
internal static class EventNames
{
    public const string Kind = "events";
    public const long First = 86;

    /// <summary>Those of the population.</summary>
    public static readonly IReadOnlyList<string> Known = ["signup", "login", "order", "download"];

    /// <summary>The name, made if it is new.</summary>
    public static async ValueTask<(SharedName Name, SharedNames Names)> LookUpAsync(
        string name,
        Sandbox sandbox,
        Vendor vendor
    )
    {
        var (names, found) = (new SharedNames(), await sandbox.References(vendor, Kind, First, Known).GetAsync(name));
        names.Add(Kind, name, found);
        return (found, names);
    }
}
