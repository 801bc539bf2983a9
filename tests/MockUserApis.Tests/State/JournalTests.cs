namespace MockUserApis.Tests.State;

public sealed class JournalTests
{
    [Fact]
    public void Append_OverTheNumberOfEntries_DropsTheOldest()
    {
        var journal = new MemoryJournal(3, long.MaxValue);
        for (var i = 0; i < 10; i++)
            journal.Append(Entry(journal, 0));
        journal.All().Select(e => e.Id).ShouldBe([8L, 9, 10]);
        journal.Find(7).ShouldBeNull();
        journal.Find(9).ShouldNotBeNull();
    }

    [Fact]
    public void Append_OverTheBytes_DropsTheOldest()
    {
        var journal = new MemoryJournal(1000, 10_000);
        for (var i = 0; i < 100; i++)
            journal.Append(Entry(journal, 1500));
        journal.All().Count.ShouldBeInRange(2, 6);
        journal.All()[^1].Id.ShouldBe(100);
    }

    [Fact]
    public void Append_OneEntryOverAllBytes_IsKeptAlone()
    {
        var journal = new MemoryJournal(1000, 1000);
        journal.Append(Entry(journal, 10));
        journal.Append(Entry(journal, 50_000));
        journal.All().Single().Id.ShouldBe(2);
    }

    [Fact]
    public void Clear_ThenAppend_GoesOnCounting()
    {
        var journal = new MemoryJournal(10, 2000);
        journal.Append(Entry(journal, 1500));
        journal.Clear();
        journal.All().ShouldBeEmpty();
        journal.Append(Entry(journal, 100));
        journal.Append(Entry(journal, 100));
        journal.All().Select(e => e.Id).ShouldBe([2L, 3], "what was cleared no longer counts as bytes");
    }

    [Fact]
    public async Task Append_ByManyAtOnce_KeepsEveryEntry()
    {
        var journal = new MemoryJournal(5000, long.MaxValue);
        var seen = 0;
        using var following = journal.Follow(_ => Interlocked.Increment(ref seen));
        await Parallel.ForAsync(
            0,
            2000,
            (_, _) =>
            {
                journal.Append(Entry(journal, 1));
                return ValueTask.CompletedTask;
            }
        );
        journal.All().Select(e => e.Id).Distinct().Count().ShouldBe(2000);
        seen.ShouldBe(2000);
    }

    [Fact]
    public void All_WhatWasRead_StaysAsItWasWhenItsRoomIsUsedAgain()
    {
        var shape = new Shape("a", "b");
        var journal = new MemoryJournal(2, long.MaxValue);
        JournalEntry Numbered(int i) =>
            Entry(journal, 0) with
            {
                RequestHeaders = [new("X-Number", $"{i}")],
                RequestBody = new[] { (byte)i },
                ResponseBody = new[] { (byte)(i + 100), (byte)i },
                Assumed = [new Rule($"rule/{i}", Evidence.ASSUMED)],
                Before = Document.Build(shape, d => d.Set("b", i)),
                After = i % 2 == 0 ? null : Document.Build(shape, d => d.Set("a", i).Set("b", -i)),
            };
        journal.Append(Numbered(1));
        JournalEntry[] read = [.. journal.All(), journal.Find(1)!.Value];
        for (var i = 2; i < 50; i++)
            journal.Append(Numbered(i));
        foreach (var entry in read)
        {
            entry.RequestHeaders.Single().Value.ShouldBe("1");
            entry.RequestBody.ToArray().ShouldBe([1]);
            entry.ResponseBody.ToArray().ShouldBe([101, 1]);
            entry.Assumed.Single().Name.ShouldBe("rule/1");
            entry.Before!.Integer("b").ShouldBe(1);
            entry.Before.Has("a").ShouldBeFalse();
            (entry.After!.Integer("a"), entry.After.Integer("b")).ShouldBe((1, -1));
        }

        journal.All()[0].After.ShouldBeNull("48 left nothing behind, whatever was in its room before");
        journal.All()[1].After!.Integer("a").ShouldBe(49);
    }

    internal static JournalEntry Entry(MemoryJournal journal, int size) =>
        new()
        {
            Id = journal.NextId(),
            At = default,
            Vendor = "test",
            Method = "GET",
            Target = "/",
            RequestHeaders = [],
            RequestBody = new byte[size],
            Status = 200,
            ResponseHeaders = [],
            ResponseBody = default,
            Evidence = Evidence.SEED,
            Assumed = [],
            Findings = [],
            Duration = default,
        };
}
