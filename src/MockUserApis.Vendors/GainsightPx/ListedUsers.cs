using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>A list of users.</summary>
internal sealed class ListedUsers(Exchange exchange) : Listed
{
    private static readonly IReadOnlyList<string> Fields = [.. Seed.Fields.Fields.Except(Seed.Hidden)];

    public override string Name => "users";

    public override Recipe Recipe => GainsightPx.Users;

    /// <summary><c>id</c> is the identify id.</summary>
    public override string? FieldOf(string name) =>
        name.Equals("id", StringComparison.OrdinalIgnoreCase) ? "identifyId" : Spelled(Fields, name);

    public override bool Pins(Term term) => term.Operator == "==" && term.Field is "identifyId" or "email";

    // Values compare without regard to case, and generated ones are lower case.
    public override IEnumerable<long> Pinned(Term term, Population population) =>
        population.Ordinal(term.Field == "email" ? Seed.ByEmail : Seed.ById, term.Value.ToLowerInvariant())
            is { } ordinal
            ? [ordinal]
            : [];

    public override void Write(Utf8JsonWriter json, Document member)
    {
        View.Note(exchange, member);
        View.Write(json, member);
    }

    public override Reply Page(ReadOnlyMemory<byte> page) => View.Page(page);

    protected override ReadOnlySpan<byte> Unset(string field) => View.Unset(field);
}
