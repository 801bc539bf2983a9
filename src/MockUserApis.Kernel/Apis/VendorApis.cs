using System.Runtime.CompilerServices;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>The way from a vendor to its APIs, which the vendor itself does not name.</summary>
public static class VendorApis
{
    private static readonly ConditionalWeakTable<Vendor, IReadOnlyList<Api>> Known = [];

    extension(Vendor vendor)
    {
        /// <summary>The classes of the vendor's assembly that take it, oldest version first.</summary>
        public IReadOnlyList<Api> Apis => Known.GetValue(vendor, Find);

        /// <summary>The first of them, which speaks for the control plane.</summary>
        public Api Api => vendor.Apis[0];

        /// <summary>The one of this id; null: the first.</summary>
        public Api ApiOf(string? id) =>
            id is null ? vendor.Api : vendor.Apis.FirstOrDefault(a => a.Id == id) ?? vendor.Api;

        /// <summary>A collection as the first API shows it that has operations for it.</summary>
        public Resource Resource(Recipe recipe) =>
            vendor.Apis.Select(a => a.Find(recipe)).FirstOrDefault(r => r is not null)
            ?? throw new VendorException(
                $"No API of {vendor.Name} shows its {recipe.Name}. Add a Resource for them to the Others of one."
            );
    }

    private static IReadOnlyList<Api> Find(Vendor vendor)
    {
        Api[] apis =
        [
            .. Classes
                .Of<Api>(vendor.GetType().Assembly)
                .Select(t => Classes.Constructor(t, vendor.GetType())?.Invoke([vendor]))
                .OfType<Api>()
                .OrderBy(a => a.Spec.Length)
                .ThenBy(a => a.Spec, StringComparer.Ordinal),
        ];
        return apis is not []
            ? apis
            : throw new VendorException(
                $"{vendor.Name} has no API. Derive a class from Api whose constructor takes a {vendor.Name}."
            );
    }
}
