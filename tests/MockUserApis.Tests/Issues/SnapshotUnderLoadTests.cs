namespace MockUserApis.Tests.Issues;

/// <summary>
/// A snapshot that was taken while users were being added failed (500), and so could the saving of the state at the
/// end.
/// </summary>
public sealed class SnapshotUnderLoadTests
{
    [Fact]
    public async Task Changes_WhileUsersAreAdded_AreThoseThatWereThere()
    {
        const int many = 50_000;
        var store = new MemoryCollection(new Population(new TestRecipe(), "Test", 1, 10));
        var adding = Task.Run(
            () =>
            {
                for (var i = 0; i < many; i++)
                    store.Add(ordinal => Document.Build(TestRecipe.Fields, d => d.Set("id", "n" + ordinal)));
            },
            TestContext.Current.CancellationToken
        );
        while (!adding.IsCompleted)
        {
            var ordinals = store.Changes.Select(c => c.Ordinal).ToList();
            ordinals.ShouldBe(Enumerable.Range(11, ordinals.Count).Select(i => (long)i));
        }

        await adding;
        store.Changes.Count().ShouldBe(many);
    }
}
