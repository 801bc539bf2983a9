using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// What was renamed, described or deleted in the application: <c>{"tags":{"1441":{"name":"news"},"1442":null}}</c>.
/// </summary>
internal sealed class NameSetting() : Setting("names", SettingRule)
{
    private const string Nothing = "{}";

    /// <summary>It is read with a sandbox, and it is one text.</summary>
    private const int MaxLength = 64 << 10;

    // Those that can be renamed, described or deleted.
    private static readonly IReadOnlyList<string> Kinds =
    [
        ApplicationNames.TagKind,
        ApplicationNames.ListKind,
        .. ContentType.All.Select(t => t.Attributes.Name),
    ];

    private static readonly Rule SettingRule = new(
        "names/changed",
        ASSUMED,
        "that a rename or a deletion shows on every user at once; no page and no client says what becomes of them"
    );

    // A sandbox gives the same text until somebody sets another.
    private static readonly ConditionalWeakTable<string, NameChanges> Parsed = [];

    public static NameSetting Instance { get; } = new();

    public override string Default => Nothing;

    public override string Example => """{"tags":{"1441":{"name":"news"},"1442":null}}""";

    public override string Read(JsonElement sent)
    {
        Take(sent);
        var text = Encoding.UTF8.GetString(RawJson.Compact(sent));
        return text.Length <= MaxLength
            ? text
            : throw new SeedException($"{Name} has {text.Length} letters. Send at most {MaxLength}.");
    }

    public override void Write(Utf8JsonWriter json, string text) => Of(text).Write(json);

    /// <exception cref="DamagedStateException">What is stored was not written by this program.</exception>
    public NameChanges Of(string text)
    {
        if (text == Nothing)
            return NameChanges.None;
        if (Parsed.TryGetValue(text, out var known))
            return known;
        try
        {
            var read = Take(RawJson.Parse(Encoding.UTF8.GetBytes(text)));
            Parsed.AddOrUpdate(text, read);
            return read;
        }
        catch (Exception error) when (error is JsonException or SeedException)
        {
            throw new DamagedStateException($"The setting {Name} of this sandbox cannot be read. Set it anew.", error);
        }
    }

    /// <summary>The text of these.</summary>
    /// <exception cref="StoreFullException">There are too many.</exception>
    public static string Of(NameChanges changes)
    {
        var text = Encoding.UTF8.GetString(RawJson.Write(changes.Write));
        return text.Length <= MaxLength
            ? text
            : throw StoreFullException.OfSandboxes($"{MaxLength >> 10} KiB of renamed and deleted names in a sandbox");
    }

    private NameChanges Take(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Object)
            throw Bad("", sent, $"an object such as {Example}, or {{}}");
        var kinds = new Dictionary<string, IReadOnlyDictionary<long, CurrentName?>>();
        foreach (var kind in sent.EnumerateObject())
        {
            var at = "/" + JsonPointer.Escape(kind.Name);
            if (!Kinds.Contains(kind.Name))
                throw Bad(at, kind.Value, $"only {string.Join(", ", Kinds)}");
            if (kind.Value.ValueKind != JsonValueKind.Object)
                throw Bad(at, kind.Value, "an object of ids");
            var names = new Dictionary<long, CurrentName?>();
            foreach (var entry in kind.Value.EnumerateObject())
                names[IdOf(entry, at)] = NameOf(entry.Value, $"{at}/{JsonPointer.Escape(entry.Name)}");
            if (names.Count > 0)
                kinds[kind.Name] = names;
        }

        return new NameChanges(kinds);
    }

    private long IdOf(JsonProperty entry, string at) =>
        long.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw Bad($"{at}/{JsonPointer.Escape(entry.Name)}", entry.Value, "an id of digits before it");

    private CurrentName? NameOf(JsonElement sent, string at)
    {
        if (sent.ValueKind == JsonValueKind.Null)
            return null;
        if (sent.ValueKind != JsonValueKind.Object)
            throw Bad(at, sent, """{"name":"…"}, with a description too where it is a list, or null""");
        if (Text(sent, "name") is not { Length: > 0 } name)
            throw Bad(at + "/name", sent, "a name of at least one letter");
        return new CurrentName(name, Text(sent, "description"));
    }

    private static string? Text(JsonElement sent, string member) =>
        sent.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private SeedException Bad(string at, JsonElement sent, string expected) =>
        new($"{Name}{at} is {ShownValue.Of(sent)}. Send {expected}.");
}
