using MockUserApis.Postgres;

namespace MockUserApis.Tests.Postgres;

/// <summary>Changes of several members that go in one trip are as each by itself.</summary>
public sealed class SwapTests : IDisposable
{
    private readonly PostgresStore? store = Store.HasDatabase ? PostgresStore.Open(Store.NewUrl()) : null;
    private readonly Population population = new(new TestRecipe(), "Test", 1, 10);

    public void Dispose() => store?.Dispose();

    [DatabaseFact]
    public async Task Swaps_OfSeveralMembers_ArePutUnlessAnotherWasQuicker()
    {
        await PutAsync(First(1), First(2), First(3));
        var before = store!.Database.Trips;

        // Of user 2 one that is late, of user 3 two of one version.
        var results = await PutAsync(Next(1), Next(2) with { Version = 9 }, Next(3), Next(3));

        (store.Database.Trips - before).ShouldBe(1);
        results.Select(r => r.IsDone).ShouldBe([true, false, true, false]);
        results[1].Newer!.Version.ShouldBe(1);
        (await VersionsAsync()).ShouldBe([2, 1, 2]);
    }

    [DatabaseFact]
    public async Task Swaps_OfMembersThatAreAsGenerated_ArePutUnlessAnotherWasQuicker()
    {
        await PutAsync(First(2));
        var before = store!.Database.Trips;

        var results = await PutAsync(First(1), First(2), First(3));

        (store.Database.Trips - before).ShouldBe(1);
        results.Select(r => r.IsDone).ShouldBe([true, false, true]);
        results[1].Newer!.Version.ShouldBe(1);
        (await VersionsAsync()).ShouldBe([1, 1, 1]);
    }

    private ValueTask<IReadOnlyList<(bool IsDone, MemberRow? Newer)>> PutAsync(params Swap[] swaps) =>
        Swap.PutAsync(store!.Database, swaps);

    private async Task<IEnumerable<long>> VersionsAsync()
    {
        var users = new PostgresCollection(store!.Database, 1, "Test", population);
        return (await users.ChangedAsync()).OrderBy(u => u.Ordinal).Select(u => u.Version);
    }

    private Swap First(long ordinal) =>
        new(1, "Test", ordinal, 0, DocumentJson.Write(population.At(ordinal)!.Value.Document));

    private Swap Next(long ordinal) => First(ordinal) with { Version = 1 };
}
