using System.Text;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// Members 1 to <paramref name="size"/>, each a pure function of (seed, origin, ordinal): none is held in memory.
/// </summary>
/// <param name="origin">
/// Keeps collections of one seed apart: the vendor's name, and of others than users theirs too.
/// </param>
public sealed class Population(Recipe recipe, string origin, long seed, long size)
{
    /// <summary>One of a vendor's collections, in a sandbox of this seed and so many users.</summary>
    public static Population Of(Vendor vendor, Recipe recipe, long seed, long users) =>
        recipe == vendor.Recipe
            ? new(recipe, vendor.Name, seed, users)
            : new(recipe, $"{vendor.Name}/{recipe.Name}", seed, recipe.Size(users));

    public Recipe Recipe => recipe;

    public long Size => size;

    public long Seed => seed;

    public Member? At(long ordinal) => ordinal >= 1 && ordinal <= size ? new Member(ordinal, Generate(ordinal)) : null;

    /// <summary>Member <paramref name="ordinal"/>, also beyond the population: what a new one is made from.</summary>
    public Document Generate(long ordinal) =>
        Document.Build(recipe.Shape, draft => recipe.Fill(draft, new Persona(seed, origin, ordinal)));

    public Member? Find(MemberIndex index, string value) =>
        Ordinal(index, value) is { } ordinal && At(ordinal) is { } user && Has(user.Document, index, value)
            ? user
            : null;

    /// <summary>The ordinal that could have the value; null when none within the population can.</summary>
    public long? Ordinal(MemberIndex index, string value) =>
        index.Ordinal(value, seed) is { } ordinal && ordinal >= 1 && ordinal <= size ? ordinal : null;

    /// <summary>
    /// The first and last ordinal within the population that could be of the group; the first is greater: none.
    /// </summary>
    public (long First, long Last) Ordinals(MemberGroup group, string value)
    {
        var (first, last) = group.Ordinals(value, seed);
        return (Math.Max(first, 1), Math.Min(last, size));
    }

    /// <summary>
    /// The value that an index finds the document by: a string's text, a number's digits; null when unset or empty.
    /// </summary>
    public static string? ValueOf(Document document, MemberIndex index) => ValueOf(document, index.Field);

    /// <inheritdoc cref="ValueOf(Document, MemberIndex)"/>
    public static string? ValueOf(Document document, string field)
    {
        if (document[field] is var raw && (RawJson.IsNothing(raw) || raw.SequenceEqual("\"\""u8)))
            return null;
        if (raw[0] == '"')
            return RawJson.Text(raw);
        return Encoding.UTF8.GetString(raw);
    }

    public static bool Has(Document document, MemberIndex index, string value) => Has(document, index.Field, value);

    public static bool Has(Document document, string field, string value)
    {
        var raw = document[field];
        if (raw is [(byte)'"', .., (byte)'"'])
            raw = raw[1..^1];
        if (raw.Length == value.Length && Ascii.Equals(raw, value))
            return !raw.Contains((byte)'\\');
        return ValueOf(document, field) == value;
    }
}
