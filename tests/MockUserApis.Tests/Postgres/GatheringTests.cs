using MockUserApis.Postgres;

namespace MockUserApis.Tests.Postgres;

public sealed class GatheringTests
{
    private readonly List<int[]> trips = [];
    private readonly TaskCompletionSource open = new();

    [Fact]
    public async Task Item_ThatIsAlone_GoesAtOnce()
    {
        open.SetResult();

        (await Gathering().SendAsync(7)).ShouldBe(14);

        trips.ShouldHaveSingleItem().ShouldBe([7]);
    }

    [Fact]
    public async Task Items_WhileOthersAreUnderWay_GoInOneTrip()
    {
        var gathering = Gathering();
        var all = Enumerable.Range(1, 10).Select(gathering.SendAsync).ToList();
        var under = trips.Count;
        open.SetResult();

        (await Task.WhenAll(all)).ShouldBe(Enumerable.Range(1, 10).Select(i => 2 * i));

        trips.Count.ShouldBe(under + 1);
        trips.SelectMany(t => t).Order().ShouldBe(Enumerable.Range(1, 10));
    }

    [Fact]
    public async Task Item_AtWhichAStatementFails_FailsAlone()
    {
        var gathering = Gathering();
        var all = Enumerable.Range(-1, 10).Select(gathering.SendAsync).ToList();
        open.SetResult();

        for (var i = 0; i < all.Count; i++)
        {
            if (i == 0)
                await Should.ThrowAsync<FormatException>(all[i]);
            else
                (await all[i]).ShouldBe(2 * (i - 1));
        }
    }

    [Fact]
    public async Task Items_WhenTheServerIsAway_FailTogether()
    {
        var gathering = Gathering();
        var all = Enumerable.Range(0, 10).Select(_ => gathering.SendAsync(-2)).ToList();
        var under = trips.Count;
        open.SetResult();

        foreach (var one in all)
            await Should.ThrowAsync<StoreUnavailableException>(one);

        trips.Count.ShouldBe(under + 1);
    }

    private Gathering<int, int> Gathering() =>
        new(async items =>
        {
            lock (trips)
                trips.Add([.. items]);
            await open.Task;
            if (items.Contains(-1))
                throw new FormatException();
            if (items.Contains(-2))
                throw new StoreUnavailableException("away", new TimeoutException());
            return [.. items.Select(i => 2 * i)];
        });
}
