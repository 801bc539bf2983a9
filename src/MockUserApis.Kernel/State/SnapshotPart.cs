using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>What a snapshot has of one vendor, read and found to fit, so that nothing is half applied.</summary>
internal sealed record SnapshotPart(Vendor Vendor)
{
    public IReadOnlyList<(Recipe Recipe, List<MemberChange> Changes)> Collections { get; private init; } = [];

    public IReadOnlyList<(string Kind, List<string> Names)> Names { get; private init; } = [];

    public IReadOnlyList<(string Name, string Choice)> Settings { get; private init; } = [];

    public long Members => Collections.Sum(c => (long)c.Changes.Count);

    public long Bytes =>
        Collections.Sum(c => c.Changes.Sum(m => Quota.SizeOf(m.Document))) + Names.Sum(n => n.Names.Sum(Quota.SizeOf));

    /// <exception cref="SeedException">It is no snapshot for this sandbox and these vendors.</exception>
    public static List<SnapshotPart> Parse(JsonElement json, Sandbox sandbox, IReadOnlyList<Vendor> vendors)
    {
        try
        {
            if (Number(json, "version") is var version and (< 1 or > Snapshot.Newest))
            {
                throw new SeedException(
                    $"The snapshot has version {version}, this program reads versions 1 to {Snapshot.Newest}."
                );
            }

            var options = sandbox.Options;
            if (Number(json, "seed") != options.Seed || Number(json, "population") != options.Population)
            {
                throw new SeedException(
                    $"The snapshot was taken with seed {json.GetProperty("seed")} and population "
                        + $"{json.GetProperty("population")}; sandbox \"{sandbox.Name}\" has {options.Seed} and "
                        + $"{options.Population}. Make a sandbox with the snapshot's."
                );
            }

            return [.. json.GetProperty("vendors").EnumerateObject().Select(v => Parse(v, vendors))];
        }
        catch (Exception error)
            when (error is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new SeedException("That is no snapshot of this program. PUT what GET …/snapshot gave.", error);
        }
    }

    public static DateTimeOffset? FrozenAt(JsonElement json) =>
        json.TryGetProperty("frozenAt", out var at) ? Instant(at, "frozenAt") : null;

    private static SnapshotPart Parse(JsonProperty json, IReadOnlyList<Vendor> vendors)
    {
        var vendor =
            vendors.FirstOrDefault(v => v.Slug == json.Name)
            ?? throw new SeedException(
                $"The snapshot has users of \"{json.Name}\", a vendor that this server does not serve."
            );
        return new SnapshotPart(vendor)
        {
            Collections =
            [
                (vendor.Recipe, Changes(json.Value.GetProperty("users"), vendor, vendor.Recipe)),
                .. json.Value.TryGetProperty("collections", out var others)
                    ? others.EnumerateObject().Select(c => Collection(c, vendor))
                    : [],
            ],
            Names =
            [
                .. json
                    .Value.GetProperty("names")
                    .EnumerateObject()
                    .Select(k => (k.Name, k.Value.EnumerateArray().Select(Text).ToList())),
            ],
            Settings = json.Value.TryGetProperty("settings", out var chosen)
                ? [.. chosen.EnumerateObject().Select(s => Setting(vendor, s))]
                : [],
        };
    }

    private static (Recipe, List<MemberChange>) Collection(JsonProperty json, Vendor vendor)
    {
        var others = vendor.Recipes.Skip(1).ToList();
        var recipe =
            others.Find(r => r.Name == json.Name)
            ?? throw new SeedException(
                $"The snapshot has a collection \"{json.Name}\", which {vendor.Slug} does not have here. "
                    + (
                        others.Count == 0
                            ? "It has users alone."
                            : $"Known: {string.Join(", ", others.Select(r => r.Name))}."
                    )
            );
        return (recipe, Changes(json.Value, vendor, recipe));
    }

    private static List<MemberChange> Changes(JsonElement json, Vendor vendor, Recipe recipe)
    {
        var changes = json.EnumerateArray()
            .Select(m => new MemberChange(
                Number(m, "ordinal"),
                Fields(m.GetProperty("fields"), vendor, recipe),
                m.TryGetProperty("deletedAt", out var at) ? Instant(at, "deletedAt") : null,
                m.TryGetProperty("revivable", out var r) && r.GetBoolean()
            ))
            .ToList();
        if (changes.Find(m => m.Ordinal < 1) is { } odd)
        {
            throw new SeedException(
                $"The snapshot has {recipe.OneMember} of {vendor.Slug} with the ordinal {odd.Ordinal}. "
                    + $"{char.ToUpperInvariant(recipe.Name[0])}{recipe.Name[1..]} are counted from 1."
            );
        }

        if (changes.CountBy(m => m.Ordinal).FirstOrDefault(m => m.Value > 1) is { Value: > 1 } twice)
        {
            throw new SeedException($"The snapshot has the {recipe.Noun} {twice.Key} of {vendor.Slug} twice.");
        }

        return changes;
    }

    private static Document Fields(JsonElement fields, Vendor vendor, Recipe recipe) =>
        Document.Build(
            recipe.Shape,
            draft =>
            {
                foreach (var field in fields.EnumerateObject())
                {
                    if (draft.Shape.Find(field.Name) < 0)
                    {
                        throw new SeedException(
                            $"The snapshot has a field \"{field.Name}\" that {vendor.Slug} {recipe.Name} do not have."
                        );
                    }

                    draft.Set(field.Name, field.Value);
                }
            }
        );

    private static (string, string) Setting(Vendor vendor, JsonProperty sent)
    {
        var setting =
            vendor.Settings.FirstOrDefault(s => s.Name == sent.Name)
            ?? throw new SeedException($"The snapshot has a setting {sent.Name}, which {vendor.Slug} does not have.");
        try
        {
            return (setting.Name, setting.Read(sent.Value));
        }
        catch (SeedException error)
        {
            throw new SeedException($"The snapshot's setting of {vendor.Slug} cannot be taken: {error.Message}", error);
        }
    }

    private static DateTimeOffset Instant(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.String && json.TryGetDateTimeOffset(out var at)
            ? at.ToUniversalTime()
            : throw new SeedException(
                $"The snapshot's {name} is {ShownValue.Of(json)}. Send an instant such as \"2026-01-01T00:00:00Z\"."
            );

    private static long Number(JsonElement json, string name)
    {
        var value = json.GetProperty(name);
        return value.TryGetInt64(out var number)
            ? number
            : throw new SeedException($"The snapshot's {name} is {ShownValue.Of(value)}. Send a whole number.");
    }

    private static string Text(JsonElement json) =>
        json.GetString() ?? throw new InvalidOperationException("A name is null.");
}
