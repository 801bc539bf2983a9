namespace MockUserApis.Tests.Apis.Contoso;

/// <summary>Collections that do not fit together stop the start with a readable message.</summary>
public sealed class CollectionNamesTests
{
    [Fact]
    public void Server_OfACollectionThatNoApiShows_SaysWhatToAdd() =>
        Refused(new Odd(new Named("events", "event")))
            .ShouldBe("No API of Odd shows its events. Add a Resource for them to the Others of one.");

    [Fact]
    public void Server_OfACollectionWithAnOddName_SaysHowToNameIt() =>
        Refused(new Odd(new Named("Big Events", "event")))
            .ShouldBe("Odd has a collection \"Big Events\". Name it in lower case letters, digits and dashes.");

    [Fact]
    public void Server_OfTwoCollectionsOfOneName_SaysSo() =>
        Refused(new Odd(new Named("users", "person")))
            .ShouldBe("Odd has two collections of the name users or the noun user. Change one.");

    private static string Refused(Vendor vendor) =>
        Should.Throw<InvalidOperationException>(() => MockServer.Build(new MockOptions { Port = 0 }, [vendor])).Message;

    private sealed class Named(string name, string noun) : Recipe
    {
        public override string Name => name;

        public override string Noun => noun;

        public override Shape Shape { get; } = new("id");

        public override IReadOnlyList<MemberIndex> Indexes { get; } = [new("id", true, (_, _) => null)];

        public override void Fill(Draft draft, Persona persona) => draft.Set("id", "1");
    }

    private sealed class Odd(Recipe other) : Contoso
    {
        public override IReadOnlyList<Recipe> Recipes => [.. base.Recipes, other];
    }
}
