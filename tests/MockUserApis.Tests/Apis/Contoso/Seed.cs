using System.Globalization;

namespace MockUserApis.Tests.Apis.Contoso;

/// <summary>Users <c>c1</c>, <c>c2</c> …</summary>
internal sealed class Seed : Recipe
{
    public static readonly Shape Fields = new("id", "name");

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } =
    [new("id", Unique: true, static (id, _) => Numbered.Ordinal("c", id))];

    public override void Fill(Draft draft, Persona persona) =>
        draft
            .Set("id", "c" + persona.Ordinal.ToString(CultureInfo.InvariantCulture))
            .Set("name", persona.Pick("name", ["Ada", "Bea", "Cid"]));
}

/// <summary>Accounts <c>a1</c>, <c>a2</c> …: one for every ten users.</summary>
internal sealed class AccountSeed : Recipe
{
    public static readonly Shape Fields = new("id", "domain", "plan", "seats");

    public override string Name => "accounts";

    public override string Noun => "account";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } =
    [
        new("id", Unique: true, static (id, _) => Numbered.Ordinal("a", id)),
        new("domain", Unique: true, static (domain, _) => Numbered.Ordinal("d", domain)),
    ];

    public override long Size(long users) => (users / 10) + Math.Min(1, users % 10);

    public override void Fill(Draft draft, Persona persona) =>
        draft
            .Set("id", "a" + persona.Ordinal.ToString(CultureInfo.InvariantCulture))
            .Set("domain", "d" + persona.Ordinal.ToString(CultureInfo.InvariantCulture))
            .Set("plan", persona.Pick("plan", ["free", "team"]))
            .Set("seats", persona.Number("seats", 1_000_000));
}

internal static class Numbered
{
    public static long? Ordinal(string prefix, string id) =>
        id.StartsWith(prefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            ? i
            : null;
}
