using System.Globalization;

namespace MockUserApis.Tests.Apis.Northwind;

/// <summary>The users of both versions: <c>n1</c>, <c>n2</c> …</summary>
internal sealed class Seed : Recipe
{
    public static readonly Shape Fields = new("id", "name", "email");

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } =
    [new("id", Unique: true, static (id, _) => Ordinal(id))];

    public override void Fill(Draft draft, Persona persona) =>
        draft
            .Set("id", $"n{persona.Ordinal.ToString(CultureInfo.InvariantCulture)}")
            .Set("name", $"Person {persona.Ordinal.ToString(CultureInfo.InvariantCulture)}")
            .Set("email", $"person{persona.Ordinal.ToString(CultureInfo.InvariantCulture)}@example.com");

    private static long? Ordinal(string id) =>
        id.StartsWith('n') && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            ? i
            : null;
}
