using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>The operation that a request went to, or the one that it probably meant.</summary>
/// <param name="Values">What the path has for the operation's parameters.</param>
/// <param name="IsPlain">Whether no other can have been meant: only then is the request put right.</param>
/// <param name="Path">The path as sent, without prefixes of the mock.</param>
/// <param name="Context">The context path below which the client's server stands; empty: none.</param>
internal sealed record MeantOperation(Operation Operation, string[] Values, bool IsPlain, string Path, string Context)
{
    public static MeantOperation By(JournalEntry entry, Api api, string sandbox)
    {
        var sent = PathOf(entry, api, sandbox);
        var context = api.Contract.Prefixes.FirstOrDefault(p => p.Strip(sent) is not null)?.Prefix ?? "";
        var path = sent[context.Length..];
        var route = api.Contract.Find(path, entry.Method);
        if (entry.Operation is { } id && route.Found)
            return new(api.Contract[id], route.Values, true, sent, context);
        var known = route.Found ? route.Operations : api.Contract.Operations;
        var likely = known
            .Where(o => (route.Found || Closest.IsSlip(path, o)) && MayStandFor(entry.Method, o))
            .ToList();
        var isLikely = likely.Count > 0;
        var (operation, values) = Closest.Operation(
            path,
            entry.Method,
            entry.RequestBody.Length > 0,
            isLikely ? likely : known
        );
        return new(operation, values, isLikely, sent, context);
    }

    // Without /~sandbox and /slug, in either order.
    private static string PathOf(JournalEntry entry, Api api, string sandbox)
    {
        var path = entry.Target.Split('?')[0];
        foreach (var prefix in (string[])[$"/~{sandbox}", "/" + api.Vendor.Slug, $"/~{sandbox}"])
        {
            if (path.StartsWith(prefix + "/", StringComparison.Ordinal))
                path = path[prefix.Length..];
        }

        return path;
    }

    // A request to read did not ask to change, and one to change did not ask to delete.
    private static bool MayStandFor(string method, Operation operation) =>
        method == operation.Method
        || (method == "HEAD" && operation.Method == "GET")
        || (IsChange(method) && IsChange(operation.Method));

    private static bool IsChange(string method) => method is "PUT" or "PATCH" or "POST";
}
