namespace MockUserApis.Tests.State;

/// <summary>Alone, because the memory it asks for is the whole process's.</summary>
[Collection("alone")]
public sealed class JournalMemoryTests
{
    private const long Most = 20 * (3L << 20) / 2;

    [Fact]
    public void Append_LongAndShortInTurns_TakesNoMoreMemoryThanItsBytes() =>
        Retained.By(Filled, Most).ShouldBeLessThan(Most);

    private static List<MemoryJournal> Filled()
    {
        var journals = Enumerable.Range(0, 20).Select(_ => new MemoryJournal(1000, 1 << 20)).ToList();
        foreach (var journal in journals)
        {
            for (var i = 0; i < 5000; i++)
                journal.Append(JournalTests.Entry(journal, i % 10 == 0 ? 15_000 : 100));
        }

        journals.ShouldAllBe(j => j.All().Count > 400);
        return journals;
    }
}

[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;
