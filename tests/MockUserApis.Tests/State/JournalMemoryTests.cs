namespace MockUserApis.Tests.State;

/// <summary>Alone, because the memory it asks for is the whole process's.</summary>
[Collection("alone")]
public sealed class JournalMemoryTests
{
    // The least of three: what earlier tests left running in this process allocates as well.
    [Fact]
    public void Append_LongAndShortInTurns_TakesNoMoreMemoryThanItsBytes() =>
        Enumerable.Range(0, 3).Min(_ => Growth()).ShouldBeLessThan(20 * (3L << 20) / 2);

    private static long Growth()
    {
        var journals = Enumerable.Range(0, 20).Select(_ => new MemoryJournal(1000, 1 << 20)).ToList();
        var before = GC.GetTotalMemory(true);
        foreach (var journal in journals)
        {
            for (var i = 0; i < 5000; i++)
                journal.Append(JournalTests.Entry(journal, i % 10 == 0 ? 15_000 : 100));
        }

        var growth = GC.GetTotalMemory(true) - before;
        journals.ShouldAllBe(j => j.All().Count > 400);
        return growth;
    }
}

[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;
