using System.Globalization;

namespace MockUserApis.Tests.Support;

/// <summary>
/// A vendor's users at their smallest: a key, an e-mail that need not be unique but here is, and a number.
/// </summary>
internal sealed class TestRecipe : Recipe
{
    public static readonly Shape Fields = new("id", "email", "score");

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } =
    [
        new(
            "id",
            Unique: true,
            (id, _) =>
                id.StartsWith('u')
                && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                    ? i
                    : null
        ),
        new("email", Unique: true, (email, _) => Persona.OrdinalOfEmail(email)),
    ];

    public MemberIndex ByEmail => Indexes[1];

    /// <summary>Called once, while the next user is generated: what another request does at that moment.</summary>
    public Action? Meanwhile { get; set; }

    // Without Bogus, which costs most of a millisecond a user.
    public override void Fill(Draft draft, Persona persona)
    {
        draft
            .Set("id", "u" + persona.Ordinal.ToString(CultureInfo.InvariantCulture))
            .Set("email", $"person{persona.Ordinal}@example.com")
            .Set("score", persona.Number("score", 100));
        var meanwhile = Meanwhile;
        Meanwhile = null;
        meanwhile?.Invoke();
    }

    public static Collection Store(long size = 10) => new TestRecipe().StoreOf(size);

    public Collection StoreOf(long size) => Support.Store.Users(new Population(this, "Test", 1, size));
}
