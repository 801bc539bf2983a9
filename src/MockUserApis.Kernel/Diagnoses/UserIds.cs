using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>The ids of a user: those that the store finds it by, and those that the vendor shows.</summary>
internal sealed class UserIds(Api api, Sandbox sandbox)
{
    private readonly Vendor vendor = api.Vendor;

    /// <summary>Users that have the text for an id of any kind.</summary>
    public async ValueTask<IReadOnlyList<Document>> KnownAsync(string id)
    {
        var known = new List<Document>();
        var users = sandbox.Users(vendor);
        foreach (var index in vendor.Recipe.Indexes)
        {
            if (await users.FindAsync(index, id) is { } user)
                known.Add(user.Document);
        }

        return known;
    }

    /// <summary>What a path's parameter of this name would be for the user; null when the user has none.</summary>
    public string? For(string parameter, Document user)
    {
        var shown = Shown(user).ToList();
        var key = api.Updating.Parameters.FirstOrDefault(p => p.In == "path")?.Name;
        return shown.Find(m => m.Name == parameter).Value
            ?? (parameter == key ? Population.ValueOf(user, vendor.Recipe.Indexes[0]) : null);
    }

    public HashSet<string> Of(Document user) =>
        [
            .. vendor.Recipe.Indexes.Select(i => Population.ValueOf(user, i)).OfType<string>(),
            .. Shown(user).Where(m => m.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase)).Select(m => m.Value),
        ];

    // Members with one text or number, at the top or just below it.
    private IEnumerable<(string Name, string Value)> Shown(Document user)
    {
        var json = RawJson.Parse(api.Show(user, sandbox).Span);
        if (json.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in json.EnumerateObject())
        {
            if (Scalar(member.Value) is { } value)
                yield return (member.Name, value);
            if (member.Value.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var inner in member.Value.EnumerateObject())
            {
                if (Scalar(inner.Value) is { } innerValue)
                    yield return (inner.Name, innerValue);
            }
        }
    }

    public static string? Scalar(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
}
