using System.Reflection;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>Finds the vendors of an assembly, and those that a server serves.</summary>
public static class VendorCatalog
{
    /// <summary>Every vendor class of the assembly, by port.</summary>
    public static IReadOnlyList<Vendor> In(Assembly assembly) =>
        [.. Classes.Of<Vendor>(assembly).Select(Made).OrderBy(v => v.PortOffset)];

    private static Vendor Made(Type type) =>
        (Vendor?)Classes.Constructor(type)?.Invoke(null)
        ?? throw new VendorException($"{type.Name} needs a public constructor without parameters.");

    /// <summary>Those that the options ask for.</summary>
    /// <exception cref="OptionException">They ask for one that is not there.</exception>
    /// <exception cref="VendorException">They do not fit together.</exception>
    internal static IReadOnlyList<Vendor> Select(MockOptions options, IReadOnlyList<Vendor> known)
    {
        foreach (var slug in options.Vendors.Concat(options.VendorPorts.Keys))
        {
            if (known.Any(v => v.Slug == slug))
                continue;
            throw new OptionException(
                $"There is no vendor \"{slug}\". Known: {string.Join(", ", known.Select(v => v.Slug))}."
            );
        }

        List<Vendor> vendors = [.. known.Where(v => options.Vendors.Count == 0 || options.Vendors.Contains(v.Slug))];
        var free = known.Select(v => v.PortOffset).DefaultIfEmpty().Max() + 1;
        Clash(vendors.GroupBy(v => v.PortOffset), "PortOffset", $"Change one of them: {free} is free.");
        Clash(vendors.GroupBy(v => v.Slug), "slug", "Rename one of the classes.");
        foreach (var vendor in vendors.Where(v => v.Recipes.Count > 1))
            CheckCollections(vendor);
        return vendors;
    }

    /// <summary>
    /// Holds the vendors' classes against their specs. The build does it, of all: a server reads a spec when a request
    /// needs it.
    /// </summary>
    /// <exception cref="VendorException">They do not fit together.</exception>
    public static void Check(IReadOnlyList<Vendor> vendors)
    {
        foreach (var api in vendors.SelectMany(v => v.Apis))
        {
            _ = api.Actions;
            CheckTable(api);
        }
    }

    /// <summary>What Bogus reads when it makes its first person, for another thread while the server starts.</summary>
    internal static void ReadNames() => _ = new Persona(0, "", 0).LastName;

    /// <summary>The first vendor's spec, for another thread once the server listens.</summary>
    internal static void ReadFirst(IReadOnlyList<Vendor> vendors) => _ = vendors[0].Api.Actions;

    // A field that no rule names would be taken, and change nothing.
    private static void CheckTable(Api api)
    {
        if (api.Updating.Body is not { } body || api.UpdateRules.Unknown is not null)
            return;
        var without = body.Properties.Names.Where(name => !api.UpdateRules.Names(name)).ToList();
        if (without.Count == 0)
            return;
        throw new VendorException(
            $"{api.UpdateOperation} of specs/{api.Spec}.yaml takes {string.Join(", ", without.Select(n => "/" + n))}, "
                + $"of which the update table of {api.GetType().Name} has no rule. Add a line to its Update.cs for "
                + "each, or take the field out of the spec."
        );
    }

    private static void CheckCollections(Vendor vendor)
    {
        foreach (var recipe in vendor.Recipes)
        {
            var isName =
                recipe.Name.Length > 0
                && recipe.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
            if (!isName)
            {
                throw new VendorException(
                    $"{vendor.Name} has a collection \"{recipe.Name}\". "
                        + "Name it in lower case letters, digits and dashes."
                );
            }

            if (vendor.Recipes.Any(r => r != recipe && (r.Name == recipe.Name || r.Noun == recipe.Noun)))
            {
                throw new VendorException(
                    $"{vendor.Name} has two collections of the name {recipe.Name} or the noun {recipe.Noun}. "
                        + "Change one."
                );
            }

            _ = vendor.Resource(recipe);
        }
    }

    private static void Clash<T>(IEnumerable<IGrouping<T, Vendor>> groups, string what, string fix)
    {
        if (groups.FirstOrDefault(g => g.Count() > 1) is { } clash)
        {
            throw new VendorException(
                $"{string.Join(" and ", clash.Select(v => v.Name))} have the same {what} ({clash.Key}). {fix}"
            );
        }
    }
}
