using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Secrets;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>What to tell who asked where nothing is: what is there, and what was probably meant.</summary>
/// <param name="Sent">The path as it is shown: without secrets, and not longer than anybody reads.</param>
internal sealed record WrongAddress(string Sent, string Detail)
{
    /// <summary>The control plane's own part of the base address.</summary>
    public const string Control = "/_mock";

    private const string Documented = $"GET {Control}/openapi.json describes what there is";
    private const int MaxLength = 200;

    /// <param name="method">Of the request.</param>
    /// <param name="path">Percent-encoded, without the query.</param>
    /// <param name="vendors">Those that are served.</param>
    /// <param name="addresses">Theirs, as this client reaches them.</param>
    /// <param name="routes">The paths of the control plane's routes, below <see cref="Control"/>.</param>
    public static WrongAddress Of(
        string method,
        string path,
        IReadOnlyList<Vendor> vendors,
        Addresses addresses,
        IReadOnlyList<string> routes
    )
    {
        var found = default(SecretValues);
        var shown = Short(SecretText.Target(path, null, ref found));
        var detail = IsControl(path)
            ? $"There is nothing at {shown}. {Route(path, routes)}{Documented}."
            : $"No vendor is at {shown}. {Meant(method, path, shown, vendors, addresses)}"
                + $"Vendors: {string.Join(", ", vendors.Select(v => $"/{v.Slug} → {addresses.Url(v)}"))}. "
                + $"The control plane is below {Control}: {Documented}.";
        return new(shown, detail);
    }

    /// <summary>Whether somebody looked for the control plane there.</summary>
    public static bool IsControl(string path) =>
        path == Control || path.StartsWith(Control + "/", StringComparison.Ordinal);

    private static string Short(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";

    private static string Meant(
        string method,
        string path,
        string shown,
        IReadOnlyList<Vendor> vendors,
        Addresses addresses
    )
    {
        var sandbox = path.StartsWith("/~", StringComparison.Ordinal) ? path.Split('/')[1] : "";
        var prefix = sandbox.Length == 0 ? "" : "/" + sandbox;
        var rest = path[prefix.Length..];
        var first = rest.Split('/').ElementAtOrDefault(1) ?? "";
        if (Closest.Word(first, vendors.Select(v => v.Slug)) is { } slug)
        {
            var tail = rest[(first.Length + 1)..];
            return shown == path ? $"Did you mean {prefix}/{slug}{tail}? " : $"Did you mean /{slug}? ";
        }

        var takers = vendors.Where(v => v.Apis.Any(a => a.Contract.Find(rest, method).Found)).ToList();
        if (takers.Count == 0)
            return "";
        var bases = takers.Select(v => sandbox.Length == 0 ? addresses.Url(v) : addresses.PrefixUrl(v, sandbox[1..]));
        var names = string.Join(" and ", takers.Select(v => v.Title));
        return $"{names} {(takers.Count == 1 ? "has" : "have")} this path: set your client's base address to "
            + $"{string.Join(" or ", bases)}. ";
    }

    // What is below the deepest segment that is right, and the route that differs by a typing error.
    private static string Route(string path, IReadOnlyList<string> routes)
    {
        var sent = Split(path[Control.Length..]);
        var known = routes.Select(Split).ToList();
        var slips = known.FindAll(r => r.Length == sent.Length && Fits(r, sent, sent.Length, IsSlip));
        var slip = slips.Find(r => r.Index().All(s => IsNearest(s.Item, sent[s.Index], slips.Select(o => o[s.Index]))));
        if (slip is not null)
        {
            var meant = slip.Select((segment, i) => IsParameter(segment) ? sent[i] : segment);
            return $"Did you mean {Short($"{Control}/{string.Join('/', meant)}")}? ";
        }

        for (var depth = sent.Length - 1; depth >= 0; depth--)
        {
            var below = known
                .Where(r => r.Length > depth && Fits(r, sent, depth, IsSame))
                .Select(r => r[depth])
                .Where(segment => !IsParameter(segment))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList();
            if (below.Count == 0)
                continue;
            var parent = Short(string.Join('/', sent[..depth].Prepend(Control)));
            return $"Below {parent} there are {string.Join(", ", below)}. ";
        }

        return "";
    }

    private static bool Fits(string[] route, string[] sent, int depth, Func<string, string, bool> like)
    {
        for (var i = 0; i < depth; i++)
            if (!IsParameter(route[i]) && !like(route[i], sent[i]))
                return false;
        return true;
    }

    private static bool IsSame(string literal, string sent) => literal.Equals(sent, StringComparison.OrdinalIgnoreCase);

    private static bool IsSlip(string literal, string sent) =>
        IsSame(literal, sent) || Closest.Word(sent, [literal]) is not null;

    private static bool IsNearest(string segment, string sent, IEnumerable<string> others) =>
        IsParameter(segment) || IsSame(segment, sent) || Closest.Word(sent, others) == segment;

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    private static string[] Split(string path) => path.Trim('/').Split('/');
}
