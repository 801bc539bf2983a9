using FsCheck;
using FsCheck.Fluent;

namespace MockUserApis.Tests.State;

/// <summary>The store against a dictionary that does the obvious, under random sequences.</summary>
public sealed class CollectionModelTests
{
    private const int Size = 6;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Ids = ["u1", "u2", "u3", "u6", "u7", "x", "y"];
    private static readonly string?[] Emails = ["a@example.com", "b@example.com", null];

    private static readonly Arbitrary<(int What, string Id, string To, string? Email)[]> Sequences = Arb.From(
        from steps in (
            from what in Gen.Choose(0, 4)
            from id in Gen.Elements(Ids)
            from to in Gen.Elements(Ids)
            from email in Gen.Elements(Emails)
            select (what, id, to, email)
        ).ArrayOf()
        select steps
    );

    [Fact]
    public void Store_AfterAnySequence_HoldsWhatTheModelHolds() =>
        Prop.ForAll(
                Sequences,
                steps =>
                {
                    var store = TestRecipe.Store(Size);
                    var model = store
                        .Scan()
                        .ToDictionary(
                            u => u.Ordinal,
                            u => (Id: u.Document.Text("id")!, Email: u.Document.Text("email"))
                        );
                    long last = Size;
                    foreach (var (what, id, to, email) in steps)
                    {
                        var before = store.FindKey(id);
                        if (!Same(before, model, id))
                            return false;
                        if (what == 0)
                            Create(store, model, ref last, id, email);
                        else if (before is not { } user)
                            continue;
                        else if (what == 1)
                            store.Delete(user, Now, revivable: true);
                        else if (what == 2)
                            Rename(store, model, user, to);
                        else if (what == 3)
                            Readdress(store, model, user, email);
                        else
                            store.Change(user, d => d.With(x => x.Set("score", 1)));
                        if (what == 1 && before is { } gone)
                            model.Remove(gone.Ordinal);
                    }

                    return store.Count == model.Count
                        && Ids.All(id => Same(store.FindKey(id), model, id))
                        && store
                            .Scan()
                            .Select(u => (u.Ordinal, u.Document.Text("id"), u.Document.Text("email")))
                            .SequenceEqual(
                                model.OrderBy(m => m.Key).Select(m => (m.Key, (string?)m.Value.Id, m.Value.Email))
                            );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));

    private static bool Same(Member? found, Dictionary<long, (string Id, string? Email)> model, string id) =>
        found?.Ordinal == (model.Any(m => m.Value.Id == id) ? model.Single(m => m.Value.Id == id).Key : null);

    private static void Create(
        Collection store,
        Dictionary<long, (string Id, string? Email)> model,
        ref long last,
        string id,
        string? email
    )
    {
        var conflict = store.Add(_ => Document.Build(TestRecipe.Fields, d => Put(d.Set("id", id), email))).Conflict;
        var taken = model.Values.Any(m => m.Id == id || (email is not null && m.Email == email));
        (conflict is not null).ShouldBe(taken);
        if (!taken)
            model[++last] = (id, email);
    }

    private static void Rename(
        Collection store,
        Dictionary<long, (string Id, string? Email)> model,
        Member user,
        string to
    )
    {
        var taken = model.Any(m => m.Key != user.Ordinal && m.Value.Id == to);
        (store.Change(user, d => d.With(x => x.Set("id", to))).Conflict is not null).ShouldBe(taken);
        if (!taken)
            model[user.Ordinal] = (to, model[user.Ordinal].Email);
    }

    private static void Readdress(
        Collection store,
        Dictionary<long, (string Id, string? Email)> model,
        Member user,
        string? email
    )
    {
        var taken = email is not null && model.Any(m => m.Key != user.Ordinal && m.Value.Email == email);
        (store.Change(user, d => d.With(x => Put(x, email))).Conflict is not null).ShouldBe(taken);
        if (!taken)
            model[user.Ordinal] = (model[user.Ordinal].Id, email);
    }

    private static void Put(Draft draft, string? email) =>
        _ = email is null ? draft.Remove("email") : draft.Set("email", email);
}
