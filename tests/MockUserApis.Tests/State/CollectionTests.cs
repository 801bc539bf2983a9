namespace MockUserApis.Tests.State;

public sealed class CollectionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Change_ByManyAtOnce_LosesNothing()
    {
        var store = TestRecipe.Store();
        store.Change(store.At(3)!.Value, d => d.With(x => x.Set("score", 0)));
        await Parallel.ForAsync(
            0,
            8,
            (_, _) =>
            {
                for (var i = 0; i < 500; i++)
                    store
                        .Change(store.At(3)!.Value, d => d.With(x => x.Set("score", d.Integer("score")!.Value + 1)))
                        .Document.ShouldNotBeNull();
                return ValueTask.CompletedTask;
            }
        );
        store.At(3)!.Value.Document.Integer("score").ShouldBe(4000);
    }

    [Fact]
    public async Task Add_OfOneIdByMany_SucceedsOnce()
    {
        var store = TestRecipe.Store();
        var added = 0;
        await Parallel.ForAsync(
            0,
            50,
            (_, _) =>
            {
                if (store.Add(_ => Make("same", null)).Conflict is null)
                    Interlocked.Increment(ref added);
                return ValueTask.CompletedTask;
            }
        );
        (added, store.Count).ShouldBe((1, 11L));
    }

    [Fact]
    public async Task Change_ToOneEmailByMany_SucceedsOnce()
    {
        var store = TestRecipe.Store(50);
        var changed = 0;
        await Parallel.ForAsync(
            1,
            51,
            (i, _) =>
            {
                if (
                    store.Change(store.At(i)!.Value, d => d.With(x => x.Set("email", "one@example.com"))) is
                    { Conflict: null }
                )
                    Interlocked.Increment(ref changed);
                return ValueTask.CompletedTask;
            }
        );
        changed.ShouldBe(1);
        store.Scan().Count(u => u.Document.Text("email") == "one@example.com").ShouldBe(1);
    }

    [Fact]
    public async Task Delete_OfOneUserByMany_SucceedsOnce()
    {
        var store = TestRecipe.Store();
        var user = store.At(4)!.Value;
        var deleted = 0;
        await Parallel.ForAsync(
            0,
            50,
            (_, _) =>
            {
                if (store.Delete(user, Now, false))
                    Interlocked.Increment(ref deleted);
                return ValueTask.CompletedTask;
            }
        );
        (deleted, store.Count).ShouldBe((1, 9L));
    }

    [Fact]
    public void Id_GivenUp_IsFreeForAnother()
    {
        var store = TestRecipe.Store();
        store.Change(store.At(1)!.Value, d => d.With(x => x.Set("id", "renamed"))).Conflict.ShouldBeNull();
        store.FindKey("u1").ShouldBeNull();
        store.Change(store.At(2)!.Value, d => d.With(x => x.Set("id", "u1"))).Conflict.ShouldBeNull();
        store.FindKey("u1")!.Value.Ordinal.ShouldBe(2);
        store.FindKey("renamed")!.Value.Ordinal.ShouldBe(1);
        store.FindKey("u2").ShouldBeNull();
    }

    [Fact]
    public void Id_OfAPopulationUserNobodyTouched_IsTaken()
    {
        var store = TestRecipe.Store();
        store.Add(_ => Make("u7", null)).Conflict!.Holder.Ordinal.ShouldBe(7);
        store.Change(store.At(1)!.Value, d => d.With(x => x.Set("id", "u7"))).Conflict!.Value.ShouldBe("u7");
        store.FindKey("u1")!.Value.Ordinal.ShouldBe(1, "a conflict leaves everything as it was");
        store.Count.ShouldBe(10);
    }

    [Fact]
    public void Delete_Revivable_KeepsTheUserAside()
    {
        var store = TestRecipe.Store();
        store.Delete(store.At(5)!.Value, Now, revivable: true).ShouldBeTrue();
        store.FindKey("u5").ShouldBeNull();
        store.FindDeleted("u5")!.Value.DeletedAt.ShouldBe(Now);
        store.Revive(store.FindDeleted("u5")!.Value.Member, Make("u5", "back@example.com")).Done.ShouldBeTrue();
        store.FindKey("u5")!.Value.Document.Text("email").ShouldBe("back@example.com");
        (store.Count, store.FindDeleted("u5") is null).ShouldBe((10, true));
    }

    [Fact]
    public void Revive_OntoATakenId_LeavesItDeleted()
    {
        var store = TestRecipe.Store();
        var user = store.At(5)!.Value;
        store.Delete(user, Now, revivable: true);
        store.Add(_ => Make("u5", null)).Conflict.ShouldBeNull();
        store.Revive(user, Make("u5", null)).Conflict.ShouldNotBeNull();
        store.Count.ShouldBe(10);
    }

    [Fact]
    public void Addition_TakenBack_IsGoneAndItsIdFree()
    {
        var store = TestRecipe.Store();
        var (added, _) = store.Add(_ => Make("new", null));
        store.TakeBack(added, Now).ShouldBeTrue();
        (store.Count, store.FindKey("new") is null, store.TakeBack(added, Now)).ShouldBe((10, true, false));
        store.Add(_ => Make("new", null)).Conflict.ShouldBeNull();
    }

    [Fact]
    public void Addition_ThatSomebodyChanged_IsNotTakenBack()
    {
        var store = TestRecipe.Store();
        var (added, _) = store.Add(_ => Make("new", null));
        store.Change(added, d => d.With(x => x.Set("id", "new"))).Conflict.ShouldBeNull();
        store.TakeBack(added, Now).ShouldBeFalse("even a change that leaves all as it was has been answered");
        store.FindKey("new")!.Value.Ordinal.ShouldBe(added.Ordinal);
    }

    [Fact]
    public void Scan_OfABillion_ReadsOnlyWhatIsAskedFor() =>
        TestRecipe
            .Store(1_000_000_000)
            .Scan(999_999_990)
            .Select(u => u.Ordinal)
            .ShouldBe(Enumerable.Range(999_999_991, 10).Select(i => (long)i));

    private static Document Make(string id, string? email) =>
        Document.Build(
            TestRecipe.Fields,
            d =>
            {
                d.Set("id", id);
                if (email is not null)
                    d.Set("email", email);
            }
        );
}
