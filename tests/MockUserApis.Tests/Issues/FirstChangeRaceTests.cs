namespace MockUserApis.Tests.Issues;

/// <summary>
/// A user of the population was not found (404) by a request that looked for it while another changed it for the first
/// time.
/// </summary>
public sealed class FirstChangeRaceTests
{
    [Fact]
    public void Find_WhileAnotherChangesTheUserForTheFirstTime_FindsIt()
    {
        var recipe = new TestRecipe();
        var store = recipe.StoreOf(10);
        recipe.Meanwhile = () => store.Change(store.At(3)!.Value, d => d.With(x => x.Set("score", 777)));
        store.FindKey("u3").ShouldNotBeNull().Ordinal.ShouldBe(3);
        store.FindKey("u3").ShouldNotBeNull().Document.Integer("score").ShouldBe(777);
    }

    [Fact]
    public void Find_WhileAnotherRenamesTheUser_FindsTheOneOrTheOtherState()
    {
        var recipe = new TestRecipe();
        var store = recipe.StoreOf(10);
        recipe.Meanwhile = () => store.Change(store.At(3)!.Value, d => d.With(x => x.Set("id", "renamed")));
        var found = store.FindKey("u3");
        (found?.Document.Text("id") ?? "u3").ShouldBe("u3", "what is found has the value that was looked for");
        store.FindKey("u3").ShouldBeNull();
        store.FindKey("renamed").ShouldNotBeNull().Ordinal.ShouldBe(3);
    }

    [Fact]
    public void Find_WhileAnotherDeletesTheUser_FindsItOrNothing()
    {
        var recipe = new TestRecipe();
        var store = recipe.StoreOf(10);
        recipe.Meanwhile = () =>
            store.Delete(store.At(3)!.Value, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), revivable: true);
        (store.FindKey("u3")?.Ordinal ?? 3).ShouldBe(3);
        store.FindKey("u3").ShouldBeNull();
        store.FindDeleted("u3").ShouldNotBeNull().Member.Ordinal.ShouldBe(3);
    }
}
