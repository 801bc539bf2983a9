using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.State;

/// <summary>
/// What all sandboxes of a process may keep in memory beside their populations: users that differ, shared names, and
/// what undoes Pact states. Sizes are estimates that count the objects around the content as well.
/// </summary>
public sealed class Quota(long maxUsers, long maxBytes)
{
    // The slot and state around a document, their places in dictionaries, and what it is found by.
    private const int UserOverhead = 500;
    private const int NameOverhead = 150;

    private long users;
    private long bytes;

    public static long SizeOf(Document user) => UserOverhead + user.Size;

    public static long SizeOf(string name) => NameOverhead + (2 * name.Length);

    public long Users => Interlocked.Read(ref users);

    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>What one generation (a sandbox between two resets) takes of it, to be given back as a whole.</summary>
    public Share Open() => new(this);

    /// <summary>Refuses to add what does not fit.</summary>
    /// <exception cref="StoreFullException">There is no room; nothing was taken.</exception>
    private void Take(long moreUsers, long moreBytes)
    {
        if (Interlocked.Add(ref users, moreUsers) > maxUsers && moreUsers > 0)
        {
            Interlocked.Add(ref users, -moreUsers);
            throw StoreFullException.OfSandboxes($"{maxUsers} changed users", "--max-changed-users");
        }

        if (Interlocked.Add(ref bytes, moreBytes) <= maxBytes || moreBytes <= 0)
            return;
        Interlocked.Add(ref users, -moreUsers);
        Interlocked.Add(ref bytes, -moreBytes);
        throw StoreFullException.OfSandboxes(
            $"{maxBytes} bytes of changed users and shared names",
            "--max-changed-bytes"
        );
    }

    private void Give(long fewerUsers, long fewerBytes)
    {
        Interlocked.Add(ref users, -fewerUsers);
        Interlocked.Add(ref bytes, -fewerBytes);
    }

    /// <summary>
    /// One generation's part. Once closed it counts nothing: what is still under way writes for nobody.
    /// </summary>
    public sealed class Share(Quota quota)
    {
        private volatile bool closed;
        private long users;
        private long bytes;

        /// <summary>What is given back may be negative.</summary>
        /// <inheritdoc cref="Quota.Take"/>
        public void Take(long moreUsers, long moreBytes)
        {
            if (closed || (moreUsers | moreBytes) == 0)
                return;
            quota.Take(moreUsers, moreBytes);
            Interlocked.Add(ref users, moreUsers);
            Interlocked.Add(ref bytes, moreBytes);
            if (closed)
                Settle();
        }

        /// <summary>Takes what there is room for already, or there is no way back.</summary>
        public void Force(long moreUsers, long moreBytes)
        {
            if (closed)
                return;
            quota.Give(-moreUsers, -moreBytes);
            Interlocked.Add(ref users, moreUsers);
            Interlocked.Add(ref bytes, moreBytes);
            if (closed)
                Settle();
        }

        /// <summary>Throws when so much would not fit in the place of what this share has.</summary>
        /// <inheritdoc cref="Quota.Take"/>
        public void MakeSure(long wholeUsers, long wholeBytes)
        {
            var moreUsers = wholeUsers - Interlocked.Read(ref users);
            var moreBytes = wholeBytes - Interlocked.Read(ref bytes);
            quota.Take(moreUsers, moreBytes);
            quota.Give(moreUsers, moreBytes);
        }

        public void Close()
        {
            closed = true;
            Settle();
        }

        private void Settle() => quota.Give(Interlocked.Exchange(ref users, 0), Interlocked.Exchange(ref bytes, 0));
    }
}

/// <summary>There is no room for what was asked; no user was changed. The message says what to do about it.</summary>
public sealed class StoreFullException(string message) : InvalidOperationException(message)
{
    /// <summary>Insufficient Storage: no vendor of these sends it.</summary>
    public const int Status = 507;

    public const string Title = "Out of room";

    /// <summary>Of what sandboxes keep.</summary>
    public static StoreFullException OfSandboxes(string what, string? option = null) =>
        new(
            $"The mock keeps {what} in memory, and that is all it may. No user was changed. Drop or reset "
                + "sandboxes that are done (DELETE /_mock/sandboxes/NAME, POST /_mock/sandboxes/NAME/reset)"
                + (option is null ? "." : $", or start the mock with a larger {option}.")
        );
}
