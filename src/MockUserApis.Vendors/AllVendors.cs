using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Files;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Secrets;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.State.Memory;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors;

/// <summary>Every vendor of this assembly: they are found, not listed.</summary>
public static class AllVendors
{
    public static IReadOnlyList<Vendor> Known { get; } = VendorCatalog.In(typeof(AllVendors).Assembly);
}
