using System.Text;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Vendors;

/// <summary>Users 1 to <paramref name="size"/>, each a pure function of (seed, vendor, ordinal): none is held in memory.</summary>
public sealed class Population(Recipe recipe, string vendor, long seed, long size)
{
    public Recipe Recipe => recipe;

    public long Size => size;

    public long Seed => seed;

    public StoredUser? At(long ordinal) => ordinal >= 1 && ordinal <= size ? new StoredUser(ordinal, Generate(ordinal)) : null;

    /// <summary>User <paramref name="ordinal"/>, also beyond the population: what a new user is made from.</summary>
    public Document Generate(long ordinal) => Document.Build(recipe.Shape, draft => recipe.Fill(draft, new Persona(seed, vendor, ordinal)));

    public StoredUser? Find(UserIndex index, string value) =>
        Ordinal(index, value) is { } ordinal && At(ordinal) is { } user && Has(user.Document, index, value) ? user : null;

    /// <summary>The ordinal that could have the value; null when none within the population can.</summary>
    public long? Ordinal(UserIndex index, string value) => index.Ordinal(value, seed) is { } ordinal && ordinal >= 1 && ordinal <= size ? ordinal : null;

    /// <summary>The value that an index finds the document by: a string's text, a number's digits; null when unset or empty.</summary>
    public static string? ValueOf(Document document, UserIndex index) =>
        document[index.Field] is var raw && (RawJson.IsNothing(raw) || raw.SequenceEqual("\"\""u8)) ? null
        : raw[0] == '"' ? RawJson.Text(raw) : Encoding.UTF8.GetString(raw);

    public static bool Has(Document document, UserIndex index, string value)
    {
        var raw = document[index.Field];
        if (raw is [(byte)'"', .., (byte)'"']) raw = raw[1..^1];
        if (raw.Length == value.Length && Ascii.Equals(raw, value)) return !raw.Contains((byte)'\\');
        return ValueOf(document, index) == value;
    }
}
