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

    /// <inheritdoc cref="Collection.CountAsync"/>
    public ValueTask<long> CountAsync() => collection.CountAsync();

    /// <inheritdoc cref="Collection.FindKeyAsync"/>
    public ValueTask<Member?> FindKeyAsync(string key) => FindAsync(collection.Recipe.Indexes[0], key);

    /// <inheritdoc cref="Collection.FindAsync"/>
    public ValueTask<Member?> FindAsync(MemberIndex index, string value)
    {
        if (exchange.Seen is { } seen && seen.Answers(index, value))
            return new(Noted(seen.User));
        var finding = collection.FindAsync(index, value);
        return finding.IsCompletedSuccessfully ? new(Noted(finding.Result)) : FoundAsync(finding);
    }

    /// <inheritdoc cref="Collection.FindDeletedAsync"/>
    public ValueTask<(Member Member, DateTimeOffset DeletedAt)?> FindDeletedAsync(string key) =>
        collection.FindDeletedAsync(key);

    /// <inheritdoc cref="Collection.AtAsync"/>
    public ValueTask<Member?> AtAsync(long ordinal) => collection.AtAsync(ordinal);

    /// <inheritdoc cref="Collection.OfAsync"/>
    public ValueTask<IReadOnlyList<Member>> OfAsync(
        MemberGroup group,
        string value,
        long behind,
        int limit,
        bool backwards = false
    ) => collection.OfAsync(group, value, behind, limit, backwards);

    /// <inheritdoc cref="Collection.ScanAsync"/>
    public IAsyncEnumerable<Member> ScanAsync(long after = 0) => collection.ScanAsync(after);

    /// <inheritdoc cref="Collection.FromAsync"/>
    public IAsyncEnumerable<Member> FromAsync(long position) => collection.FromAsync(position);

    /// <inheritdoc cref="Collection.ChangeAsync"/>
    public async ValueTask<(Document? Document, Conflict? Conflict)> ChangeAsync(
        Member member,
        Func<Document, Document> change
    )
    {
        var seen = member.Document;
        var watching = exchange;
        exchange.Seen = null;
        var done = await collection.ChangeAsync(
            member,
            newest =>
            {
                seen = newest;
                var changed = change(newest);
                return watching.Fits(newest, changed) ? changed : newest;
            }
        );
        exchange.Sought(collection.Recipe, done.Document is not null);
        if (done is { Document: { } after, Conflict: null } && exchange.Outgrown is null)
            Note(seen, after);
        return done;
    }

    /// <inheritdoc cref="Collection.MakeSure"/>
    public void MakeSure(Member member) => collection.MakeSure(member);

    /// <summary>Whether the member may grow to this; if not, the exchange is refused for it.</summary>
    public bool MayBecome(Member member, Document after) => exchange.Fits(member.Document, after);

    /// <inheritdoc cref="Collection.AddAsync"/>
    public async ValueTask<(Member Member, Conflict? Conflict)> AddAsync(Func<long, Document> make)
    {
        exchange.Seen = null;
        var done = await collection.AddAsync(make);
        if (done.Conflict is null)
            Note(null, done.Member.Document);
        return done;
    }

    /// <inheritdoc cref="Collection.DeleteAsync"/>
    public async ValueTask<bool> DeleteAsync(Member member, DateTimeOffset now, bool revivable)
    {
        exchange.Seen = null;
        var done = await collection.DeleteAsync(member, now, revivable);
        exchange.Sought(collection.Recipe, done);
        if (done)
            Note(member.Document, null);
        return done;
    }

    /// <inheritdoc cref="Collection.ReviveAsync"/>
    public async ValueTask<(bool Done, Conflict? Conflict)> ReviveAsync(Member member, Document document)
    {
        if (!exchange.Fits(member.Document, document))
            return (false, null);
        exchange.Seen = null;
        var done = await collection.ReviveAsync(member, document);
        if (done.Done)
            Note(null, document);
        return done;
    }

    public static implicit operator Collection(WatchedCollection members) => members.Inside;

    private Collection Inside => collection;

    private async ValueTask<Member?> FoundAsync(ValueTask<Member?> finding) => Noted(await finding);

    // A diagnosis that is read later says what was missing then.
    private Member? Noted(Member? found)
    {
        exchange.Sought(collection.Recipe, found is not null);
        return found;
    }

    private void Note(Document? before, Document? after)
    {
        if (collection.Recipe == exchange.Vendor.Recipe)
            exchange.Changed(before, after);
    }
}
