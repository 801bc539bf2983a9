using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>A vendor's users as a controller sees them: the store, with every change noted on the exchange for the journal.</summary>
public readonly struct WatchedUsers(UserStore store, Exchange exchange)
{
    public Recipe Recipe => store.Recipe;

    public Population Population => store.Population;

    /// <inheritdoc cref="UserStore.Count"/>
    public long Count => store.Count;

    /// <inheritdoc cref="UserStore.FindKey"/>
    public StoredUser? FindKey(string key) => Noted(store.FindKey(key));

    /// <inheritdoc cref="UserStore.Find"/>
    public StoredUser? Find(UserIndex index, string value) => Noted(store.Find(index, value));

    /// <inheritdoc cref="UserStore.FindDeleted"/>
    public (StoredUser User, DateTimeOffset DeletedAt)? FindDeleted(string key) => store.FindDeleted(key);

    /// <inheritdoc cref="UserStore.At"/>
    public StoredUser? At(long ordinal) => store.At(ordinal);

    /// <inheritdoc cref="UserStore.Scan"/>
    public IEnumerable<StoredUser> Scan(long after = 0) => store.Scan(after);

    /// <inheritdoc cref="UserStore.From"/>
    public IEnumerable<StoredUser> From(long position) => store.From(position);

    /// <inheritdoc cref="UserStore.Change"/>
    public (Document? Document, Conflict? Conflict) Change(StoredUser user, Func<Document, Document> change)
    {
        var seen = user.Document;
        var watching = exchange;
        var done = store.Change(user, newest =>
        {
            seen = newest;
            var changed = change(newest);
            return watching.Fits(newest, changed) ? changed : newest;
        });
        exchange.UserMissing = done.Document is null;
        if (done is { Document: { } after, Conflict: null } && exchange.Outgrown is null) exchange.Changed(seen, after);
        return done;
    }

    /// <summary>Whether the user may grow to this; if not, the exchange is refused for it.</summary>
    public bool MayBecome(StoredUser user, Document after) => exchange.Fits(user.Document, after);

    /// <inheritdoc cref="UserStore.Add"/>
    public (StoredUser User, Conflict? Conflict) Add(Func<long, Document> make)
    {
        var done = store.Add(make);
        if (done.Conflict is null) exchange.Changed(null, done.User.Document);
        return done;
    }

    /// <inheritdoc cref="UserStore.Delete"/>
    public bool Delete(StoredUser user, DateTimeOffset now, bool revivable)
    {
        var done = store.Delete(user, now, revivable);
        exchange.UserMissing = !done;
        if (done) exchange.Changed(user.Document, null);
        return done;
    }

    /// <inheritdoc cref="UserStore.Revive"/>
    public (bool Done, Conflict? Conflict) Revive(StoredUser user, Document document)
    {
        if (!exchange.Fits(user.Document, document)) return (false, null);
        var done = store.Revive(user, document);
        if (done.Done) exchange.Changed(null, document);
        return done;
    }

    public static implicit operator UserStore(WatchedUsers users) => users.Store;

    private UserStore Store => store;

    // A diagnosis of later says what was missing then.
    private StoredUser? Noted(StoredUser? found)
    {
        exchange.UserMissing = found is null;
        return found;
    }
}
