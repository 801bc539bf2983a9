using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Secrets;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// Puts a request right: the first of the likely ones that would succeed now, or none. It changes and deletes nobody
/// but the user that the client named, and says so where it sends another verb or reads another user.
/// </summary>
internal sealed class Correction(
    JournalEntry entry,
    Sandbox sandbox,
    Api api,
    MeantOperation meant,
    Rehearsal rehearsal
)
{
    private const int Rounds = 3;
    private const int MaxUsers = 20;

    private readonly Operation operation = meant.Operation;
    private readonly string[] values = meant.Values;
    private readonly Vendor vendor = api.Vendor;
    private readonly UserIds ids = new(api, sandbox);
    private readonly EntryBody written = EntryBody.Of(entry, meant.Operation);

    /// <summary>The request, and a remark where it is not just what was sent.</summary>
    public async ValueTask<(CorrectedRequest Request, string? Note)?> FindAsync(
        IReadOnlyList<KeyValuePair<string, string>> headers
    )
    {
        // What a login takes is secret, and was not kept.
        if (operation.Anonymous)
            return null;
        var named = NamedUsers.In(entry, written.Json, values, vendor.Recipe);
        await foreach (var (path, note) in PathsAsync())
        {
            foreach (var query in Queries())
            {
                if (await PassingAsync(path, query, headers, named) is { } request)
                {
                    return (request, Joined(Verb(), note));
                }
            }
        }

        return null;
    }

    private async ValueTask<CorrectedRequest?> PassingAsync(
        string[] path,
        string query,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        NamedUsers named
    )
    {
        var repair = new BodyRepair(operation, path.FirstOrDefault());
        var method = entry.Method == "HEAD" ? entry.Method : operation.Method;
        foreach (var first in repair.Bodies(written.Json, entry.Findings))
        {
            var body = first;
            for (var round = 0; round < Rounds; round++)
            {
                var request = written.Put(new(operation, method, PathOf(path), query, headers, body));
                if (await rehearsal.SucceedsAsync(request))
                {
                    if (rehearsal.Changed is not { } user || named.Has(ids.Of(user)))
                        return request;
                    break;
                }

                if (body is null || repair.Again(body, rehearsal.Findings) is not { } again || again == body)
                    break;
                body = again;
            }
        }

        return null;
    }

    private string? Verb() =>
        entry.Method == operation.Method || entry.Method == "HEAD"
            ? null
            : $"The curl sends {operation.Method}, not {entry.Method}.";

    private static string? Joined(string? a, string? b) => a is null || b is null ? a ?? b : a + " " + b;

    // The user that was named; the same by the id that this path takes; for reading, any.
    private async IAsyncEnumerable<(string[] Values, string? Note)> PathsAsync()
    {
        yield return (values, null);
        var parameter = operation.Parameters.FirstOrDefault(p => p.In == "path");
        if (parameter is null || values is not [var sent, ..])
            yield break;
        foreach (var user in await ids.KnownAsync(sent))
        {
            if (ids.For(parameter.Name, user) is not { } id || id == sent)
                continue;
            yield return ([id, .. values[1..]], $"This path knows the user \"{sent}\" as \"{id}\".");
        }

        if (operation.Writes)
            yield break;
        if (MissedIn() is { } recipe)
        {
            await foreach (var id in OthersAsync(recipe).Where(id => id != sent))
                yield return ([id, .. values[1..]], $"The curl reads another {recipe.Noun}, \"{id}\", which exists.");
            yield break;
        }

        await foreach (var user in sandbox.Users(vendor).ScanAsync().Take(MaxUsers))
        {
            if (ids.For(parameter.Name, user.Document) is not { } id || id == sent)
                continue;
            yield return ([id, .. values[1..]], $"The curl reads another user, \"{id}\", who exists.");
        }
    }

    private Recipe? MissedIn() =>
        entry.MissingFrom is { } name ? vendor.Recipes.FirstOrDefault(r => r.Name == name) : null;

    // Of members of another collection than the users, each id that a path may take.
    private async IAsyncEnumerable<string> OthersAsync(Recipe recipe)
    {
        await foreach (var member in sandbox.Collection(vendor, recipe).ScanAsync().Take(MaxUsers))
        {
            foreach (var index in recipe.Indexes)
            {
                if (Population.ValueOf(member.Document, index) is { } id)
                    yield return id;
            }
        }
    }

    private string PathOf(string[] path)
    {
        var parameters = operation.Parameters.Where(p => p.In == "path").ToList();
        var address = meant.Context + operation.Path;
        for (var i = 0; i < parameters.Count && i < path.Length; i++)
        {
            var value = Uri.EscapeDataString(path[i]).Replace("%40", "@", StringComparison.Ordinal);
            address = address.Replace("{" + parameters[i].Name + "}", value, StringComparison.Ordinal);
        }

        return address;
    }

    // Parameters at fault go, unless another one was plainly meant; where nobody knows which is at fault, all.
    private IEnumerable<string> Queries()
    {
        var sent = entry.Target.Split('?', 2) is [_, var query] ? query.Split('&') : [];
        var bad = entry.Findings.Where(f => f.In == "query").Select(f => f.Field).ToHashSet();
        var kept = new List<string>();
        foreach (var part in sent)
        {
            if (part.EndsWith("=" + SecretText.InAddress, StringComparison.Ordinal))
                continue;
            var name = Uri.UnescapeDataString(part.Split('=')[0]);
            if (!bad.Contains(name))
                kept.Add(part);
            else if (Meant(name) is { } other)
                kept.Add(other + part[part.Split('=')[0].Length..]);
        }

        yield return kept.Count == 0 ? "" : "?" + string.Join('&', kept);
        if (kept.Count > 0 && entry.Status == 400 && !operation.Writes)
            yield return "";
    }

    // A parameter that the operation has is not another one misspelt: its value is at fault.
    private string? Meant(string name) =>
        operation.Parameters.Any(p => p.In == "query" && p.Name == name) ? null : Closest.Parameter(name, operation);
}
