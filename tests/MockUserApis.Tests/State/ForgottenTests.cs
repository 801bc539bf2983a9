namespace MockUserApis.Tests.State;

public sealed class ForgottenTests
{
    private static readonly EntryKind Kind = new("v", "op", 200, true, "k");

    [Fact]
    public void Count_OfWhatWasAdded_IsExactByEveryCriterion()
    {
        var forgotten = new Forgotten();
        for (var i = 0; i < 3; i++)
            forgotten.Add(Kind);
        forgotten.Add(Kind with { Key = null });
        forgotten.Add(Kind with { Operation = null, Status = 404, Accepted = false });

        forgotten.Entries.ShouldBe(5);
        forgotten.Count(default).ShouldBe((5, 0));
        forgotten.Count(new EntryFilter("v", "op", 200, "k")).ShouldBe((3, 0));
        forgotten.Count(new EntryFilter(Operation: "op")).ShouldBe((4, 0));
        forgotten.Count(new EntryFilter(Accepted: false)).ShouldBe((1, 0));
        forgotten.Count(new EntryFilter("w")).ShouldBe((0, 0));
        forgotten.Count(new EntryFilter(Key: "x")).ShouldBe((0, 0));
    }

    [Fact]
    public void Count_BeyondTheKeysThatAreKept_IsOpenForKeysAlone()
    {
        var forgotten = new Forgotten();
        for (var i = 0; i < Forgotten.MaxKeys + 10; i++)
            forgotten.Add(Kind with { Key = $"{i}" });
        forgotten.Add(Kind with { Operation = "other", Key = "long" + new string('x', Forgotten.MaxKeyLength) });

        forgotten.Count(new EntryFilter(Operation: "op")).ShouldBe((Forgotten.MaxKeys + 10, 0));
        forgotten.Count(new EntryFilter(Operation: "op", Key: "1")).ShouldBe((1, 10));
        forgotten.Count(new EntryFilter(Operation: "op", Key: "nobody")).ShouldBe((0, 10));
        forgotten.Count(new EntryFilter(Operation: "other", Key: "1")).ShouldBe((0, 1));
        forgotten.Count(new EntryFilter(Status: 404, Key: "1")).ShouldBe((0, 0));
    }

    [Fact]
    public void Count_WithEntriesThatNothingIsKnownOf_IsOpen()
    {
        var forgotten = new Forgotten();
        forgotten.AddUnknown(2);
        forgotten.Count(new EntryFilter("v")).ShouldBe((0, 2));
        forgotten.Entries.ShouldBe(2);
    }

    [Fact]
    public void Keys_OfAllJournals_TakeAQuarterOfTheirRoomAndGiveItBack()
    {
        var total = new JournalTotal(40_000);
        var journals = Enumerable.Range(0, 20).Select(_ => new Forgotten(total.Keys)).ToList();
        foreach (var forgotten in journals)
            for (var i = 0; i < 100; i++)
                forgotten.Add(Kind with { Key = $"{i}" });

        total.Bytes.ShouldBeInRange(9_000, 10_000);
        journals[0].Count(new EntryFilter(Key: "1")).Surely.ShouldBe(1);
        journals[^1].Count(new EntryFilter(Key: "1")).ShouldBe((0, 100));
        foreach (var forgotten in journals)
            forgotten.Clear();
        total.Bytes.ShouldBe(0);
    }

    [Fact]
    public void Add_OfAKindThatIsKnown_AllocatesNothing()
    {
        var forgotten = new Forgotten();
        forgotten.Add(Kind);
        // The first comparison of a process makes its comparers.
        forgotten.Add(Kind);
        var same = Kind with { };
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            forgotten.Add(same);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
