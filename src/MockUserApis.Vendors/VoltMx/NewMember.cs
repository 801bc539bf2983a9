using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>Members get the first number that is free.</summary>
internal static class NewMember
{
    /// <param name="make">(ordinal, id) → the member.</param>
    public static ValueTask<(Member Member, Conflict? Conflict)> AddAsync(
        WatchedCollection users,
        Func<long, long, Document> make
    ) => AddAsync(users.AddAsync, Seed.ById, make);

    /// <param name="add">To a collection.</param>
    /// <param name="byNumber">Where the number stands.</param>
    /// <param name="make">(ordinal, id) → the member.</param>
    public static async ValueTask<(Member Member, Conflict? Conflict)> AddAsync(
        Func<Func<long, Document>, ValueTask<(Member Member, Conflict? Conflict)>> add,
        MemberIndex byNumber,
        Func<long, long, Document> make
    )
    {
        for (var taken = 0L; ; taken++)
        {
            var further = taken;
            var added = await add(ordinal => make(ordinal, ordinal + further));
            if (!ReferenceEquals(added.Conflict?.Index, byNumber))
                return added;
        }
    }
}
