using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// A vendor's users, or the members of another collection, as a controller sees them: the collection, with every change
/// of a user noted on the exchange for the journal.
/// </summary>
public readonly struct WatchedCollection(Collection collection, Exchange exchange)
{
    public Recipe Recipe => collection.Recipe;

    public Population Population => collection.Population;

    /// <inheritdoc cref="Collection.Count"/>
    public long Count => collection.Count;

    /// <inheritdoc cref="Collection.FindKey"/>
    public Member? FindKey(string key) => Noted(collection.FindKey(key));

    /// <inheritdoc cref="Collection.Find"/>
    public Member? Find(MemberIndex index, string value) => Noted(collection.Find(index, value));

    /// <inheritdoc cref="Collection.FindDeleted"/>
    public (Member Member, DateTimeOffset DeletedAt)? FindDeleted(string key) => collection.FindDeleted(key);

    /// <inheritdoc cref="Collection.At"/>
    public Member? At(long ordinal) => collection.At(ordinal);

    /// <inheritdoc cref="Collection.Scan"/>
    public IEnumerable<Member> Scan(long after = 0) => collection.Scan(after);

    /// <inheritdoc cref="Collection.From"/>
    public IEnumerable<Member> From(long position) => collection.From(position);

    /// <inheritdoc cref="Collection.Change"/>
    public (Document? Document, Conflict? Conflict) Change(Member member, Func<Document, Document> change)
    {
        var seen = member.Document;
        var watching = exchange;
        var done = collection.Change(
            member,
            newest =>
            {
                seen = newest;
                var changed = change(newest);
                return watching.Fits(newest, changed) ? changed : newest;
            }
        );
        exchange.UserMissing = done.Document is null;
        if (done is { Document: { } after, Conflict: null } && exchange.Outgrown is null)
            Note(seen, after);
        return done;
    }

    /// <inheritdoc cref="Collection.MakeSure"/>
    public void MakeSure(Member member) => collection.MakeSure(member);

    /// <summary>Whether the member may grow to this; if not, the exchange is refused for it.</summary>
    public bool MayBecome(Member member, Document after) => exchange.Fits(member.Document, after);

    /// <inheritdoc cref="Collection.Add"/>
    public (Member Member, Conflict? Conflict) Add(Func<long, Document> make)
    {
        var done = collection.Add(make);
        if (done.Conflict is null)
            Note(null, done.Member.Document);
        return done;
    }

    /// <inheritdoc cref="Collection.Delete"/>
    public bool Delete(Member member, DateTimeOffset now, bool revivable)
    {
        var done = collection.Delete(member, now, revivable);
        exchange.UserMissing = !done;
        if (done)
            Note(member.Document, null);
        return done;
    }

    /// <inheritdoc cref="Collection.Revive"/>
    public (bool Done, Conflict? Conflict) Revive(Member member, Document document)
    {
        if (!exchange.Fits(member.Document, document))
            return (false, null);
        var done = collection.Revive(member, document);
        if (done.Done)
            Note(null, document);
        return done;
    }

    public static implicit operator Collection(WatchedCollection members) => members.Inside;

    private Collection Inside => collection;

    // A diagnosis of later says what was missing then.
    private Member? Noted(Member? found)
    {
        exchange.UserMissing = found is null;
        return found;
    }

    private void Note(Document? before, Document? after)
    {
        if (collection.Recipe == exchange.Vendor.Recipe)
            exchange.Changed(before, after);
    }
}
