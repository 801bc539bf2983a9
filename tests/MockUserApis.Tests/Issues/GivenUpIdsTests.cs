namespace MockUserApis.Tests.Issues;

/// <summary>Every id or e-mail that a user ever had stayed in memory, and all of a user deleted for good.</summary>
[Collection("alone")]
public sealed class GivenUpIdsTests
{
    private const long Most = 4 << 20;

    [Fact]
    public void Change_OfAnEmailOverAndOver_KeepsTheLastAlone() =>
        Retained.By(UsersOfManyEmails, Most).ShouldBeLessThan(Most);

    [Fact]
    public void Delete_ForGood_KeepsNothingOfTheUser() => Retained.By(UsersOfManyDeleted, Most).ShouldBeLessThan(Most);

    private static MemoryCollection UsersOfManyEmails()
    {
        var users = Users();
        for (var i = 0; i < 100_000; i++)
        {
            var email = $"{i}@example.com";
            users.Change(users.At(1)!.Value, d => d.With(x => x.Set("email", email)));
        }

        users.Find(users.Recipe.Indexes[1], "99999@example.com").ShouldNotBeNull();
        users.Find(users.Recipe.Indexes[1], "99998@example.com").ShouldBeNull();
        return users;
    }

    private static MemoryCollection UsersOfManyDeleted()
    {
        var users = Users();
        for (var i = 0; i < 2000; i++)
        {
            var id = $"added-{i}";
            var email = new string('x', 9000) + id;
            var added = users.Add(o => users.Population.Generate(o).With(x => x.Set("id", id).Set("email", email)));
            users.Delete(added.Member, default, revivable: false).ShouldBeTrue();
        }

        users.Count.ShouldBe(10);
        return users;
    }

    private static MemoryCollection Users() => new(new Population(new TestRecipe(), "Test", 1, 10));
}
