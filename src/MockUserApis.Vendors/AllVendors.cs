using MockUserApis.Kernel;

namespace MockUserApis.Vendors;

/// <summary>Every vendor of this assembly: they are found, not listed.</summary>
public static class AllVendors
{
    public static IReadOnlyList<Vendor> Known { get; } = VendorCatalog.In(typeof(AllVendors).Assembly);
}
