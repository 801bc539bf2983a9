using System.Globalization;
using Bogus;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// The made-up person behind user <paramref name="ordinal"/>: everything is a pure function of seed, vendor and
/// ordinal.
/// </summary>
public sealed class Persona(long seed, string vendor, long ordinal)
{
    /// <summary>
    /// Generated times lie in the year before this instant, so that they do not depend on the day of the run.
    /// </summary>
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ulong own = Scramble.Mix(Scramble.Hash((ulong)seed, vendor), (ulong)ordinal);
    private Randomizer? chance;
    private string? first,
        last;

    public long Ordinal => ordinal;

    public long Seed => seed;

    public string FirstName => first ??= Draw(static f => f.Name.FirstName());

    // Read after the first name whatever the caller's order: chance is a sequence.
    public string LastName => last ??= FirstName is { } ? Draw(static f => f.Name.LastName()) : "";

    /// <summary>
    /// <c>first.last17@example.com</c>: the number is the ordinal, so the address leads back to the person.
    /// </summary>
    public string Email =>
        $"{Letters(FirstName)}.{Letters(LastName)}{ordinal.ToString(CultureInfo.InvariantCulture)}@example.com";

    /// <summary>A number reserved for fiction, E.164: <c>+120255501xx</c>.</summary>
    public string Phone => "+1202555" + (100 + (own % 100)).ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The ordinal in an <see cref="Email"/>, or null; the caller compares the rest.</summary>
    public static long? OrdinalOfEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        var start = at;
        while (start > 0 && char.IsAsciiDigit(email[start - 1]))
            start--;
        return
            at > 0
            && long.TryParse(
                email.AsSpan(start, at - start),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var ordinal
            )
            ? ordinal
            : null;
    }

    /// <summary>
    /// What Bogus makes up for this person alone. Chance is a sequence: what is drawn depends on what was drawn before.
    /// </summary>
    public string Draw(Func<Faker, string> draw)
    {
        // A Faker costs far more to make than a person does to generate.
        var faker = Spare<Faker>.Take() ?? new Faker("en");
        chance ??= new Randomizer((int)(own & int.MaxValue));
        if (!ReferenceEquals(faker.Random, chance))
            faker.Random = chance;
        var drawn = draw(faker);
        Spare<Faker>.Keep(faker);
        return drawn;
    }

    /// <summary>A uuid (version 4 by its digits) for one purpose.</summary>
    public string Uuid(string purpose)
    {
        var a = Scramble.Hash(own, purpose);
        var hex =
            a.ToString("x16", CultureInfo.InvariantCulture)
            + Scramble.Mix(a, 1).ToString("x16", CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
    }

    /// <summary>Characters of <c>[A-Za-z0-9]</c> for one purpose.</summary>
    public string Token(string purpose, int length)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var from = Scramble.Hash(own, purpose);
        return string.Create(
            length,
            from,
            (span, h) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = alphabet[(int)(Scramble.Mix(h, (ulong)i) % 62)];
            }
        );
    }

    /// <summary>An instant in the <paramref name="days"/> before <see cref="Epoch"/>, in whole milliseconds.</summary>
    public DateTimeOffset Time(string purpose, int days = 365) =>
        Epoch.AddMilliseconds(-(double)(Scramble.Hash(own, purpose) % ((ulong)days * 86_400_000UL)));

    /// <summary>A number below <paramref name="limit"/> for one purpose.</summary>
    public int Number(string purpose, int limit) => (int)(Scramble.Hash(own, purpose) % (ulong)limit);

    /// <summary>One of the choices, for one purpose.</summary>
    public T Pick<T>(string purpose, IReadOnlyList<T> choices) => choices[Number(purpose, choices.Count)];

    private static string Letters(string name) => new([.. name.ToLowerInvariant().Where(char.IsAsciiLetter)]);
}
