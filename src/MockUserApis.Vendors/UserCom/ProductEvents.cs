using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>The product events of users.</summary>
internal static class ProductEvents
{
    /// <summary>What belongs to the event and not to its product.</summary>
    public const string Custom = "custom_data";

    /// <summary>
    /// Those of a user, in the order of their ids: its own of the population, and those kept as changed.
    /// </summary>
    public static async ValueTask<List<Document>> OfAsync(Collection events, Member user) =>
        [.. (await FindAsync(events, user)).OrderBy(e => e.Ordinal).Select(e => e.Document)];

    /// <summary>UNIX seconds, with a fraction where somebody sends one; the contract holds them within time.</summary>
    public static DateTimeOffset Time(JsonElement seconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(seconds.GetDouble() * TimeSpan.TicksPerSecond));

    /// <summary>User.com's id of the user.</summary>
    public static long IdOf(Member user) => user.Document.Integer("id") ?? Seed.IdOf(user.Ordinal);

    /// <summary>A user is gone, and its events too. ASSUMED</summary>
    public static async ValueTask ForgetAsync(Collection events, Member user, DateTimeOffset now)
    {
        foreach (var one in await FindAsync(events, user))
            await events.DeleteAsync(one, now, revivable: false);
    }

    /// <summary>Makes the events of one who is gone those of the one who stays. ASSUMED</summary>
    public static async ValueTask MoveAsync(Collection events, Member from, Member to)
    {
        foreach (var one in await FindAsync(events, from))
            await events.ChangeAsync(one, stored => stored.With(draft => draft.Set("user", IdOf(to))));
    }

    private static async ValueTask<List<Member>> FindAsync(Collection events, Member user)
    {
        var (found, id) = (new List<Member>(), IdOf(user));
        var isOwn = user.Ordinal <= events.Population.Size && !await events.HasChangedAsync(user.Ordinal);
        if (isOwn)
            found.Add(new Member(user.Ordinal, events.Population.Generate(user.Ordinal)));
        if (await events.ChangedCountAsync() == 0)
            return found;
        foreach (var kept in await events.ChangedAsync())
            if (kept.Document.Integer("user") == id && !(isOwn && kept.Ordinal == user.Ordinal))
                found.Add(kept);
        return found;
    }
}
