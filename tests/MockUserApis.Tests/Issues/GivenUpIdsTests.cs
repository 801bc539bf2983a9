namespace MockUserApis.Tests.Issues;

/// <summary>Every id or e-mail that a user ever had stayed in memory, and all of a user deleted for good.</summary>
[Collection("alone")]
public sealed class GivenUpIdsTests
{
    [Fact]
    public void Change_OfAnEmailOverAndOver_KeepsTheLastAlone()
    {
        var users = new MemoryCollection(new Population(new TestRecipe(), "Test", 1, 10));
        users.Change(users.At(1)!.Value, d => d.With(x => x.Set("email", "first@example.com")));
        var before = GC.GetTotalMemory(true);
        for (var i = 0; i < 100_000; i++)
        {
            var email = $"{i}@example.com";
            users.Change(users.At(1)!.Value, d => d.With(x => x.Set("email", email)));
        }

        (GC.GetTotalMemory(true) - before).ShouldBeLessThan(4 << 20);
        users.Find(users.Recipe.Indexes[1], "99999@example.com").ShouldNotBeNull();
        users.Find(users.Recipe.Indexes[1], "99998@example.com").ShouldBeNull();
    }

    [Fact]
    public void Delete_ForGood_KeepsNothingOfTheUser()
    {
        var users = new MemoryCollection(new Population(new TestRecipe(), "Test", 1, 10));
        var before = GC.GetTotalMemory(true);
        for (var i = 0; i < 2000; i++)
        {
            var id = $"added-{i}";
            var email = new string('x', 9000) + id;
            var added = users.Add(o => users.Population.Generate(o).With(x => x.Set("id", id).Set("email", email)));
            users.Delete(added.Member, default, revivable: false).ShouldBeTrue();
        }

        (GC.GetTotalMemory(true) - before).ShouldBeLessThan(4 << 20);
        users.Count.ShouldBe(10);
    }
}
