using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Which page of a list is asked for, and how a version's pages lead on.</summary>
internal abstract class Place(Exchange exchange)
{
    protected Exchange Exchange => exchange;

    /// <summary>A page of what is in memory.</summary>
    /// <param name="all">In the order of their ids.</param>
    public abstract Reply Of<T>(IReadOnlyList<T> all, Func<T, long> id, Action<Utf8JsonWriter, T> write);

    /// <summary>A page of the users who fit; a long look at all has a seat of its own.</summary>
    public abstract ValueTask<Reply> UsersAsync(Func<Document, bool> fits);
}
