using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors;

/// <summary>Every vendor of this assembly: they are found, not listed.</summary>
public static class AllVendors
{
    public static IReadOnlyList<Vendor> Known { get; } = VendorCatalog.In(typeof(AllVendors).Assembly);
}
