using MockUserApis.Kernel.Documents;

namespace MockUserApis.Tests.Support;

/// <summary>
/// The store as tests arrange and look at it: each call waits for its answer, so that a test reads from top to bottom.
/// </summary>
internal static class AtOnce
{
    // A test that waits here holds a thread, and what it waits for needs another: hundreds do so at once.
    static AtOnce()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 512), ports);
    }

    public static T Wait<T>(ValueTask<T> asked) => asked.AsTask().GetAwaiter().GetResult();

    public static void Wait(ValueTask asked) => asked.AsTask().GetAwaiter().GetResult();

    extension(Sandboxes sandboxes)
    {
        public Sandbox DefaultSandbox => Wait(sandboxes.DefaultAsync());

        public Sandbox? Find(string name) => Wait(sandboxes.FindAsync(name));

        public Sandbox? Create(SandboxOptions wanted, TimeSpan? ttl) => Wait(sandboxes.CreateAsync(wanted, ttl));

        public Account? Open(Vendor vendor, string credential) => Wait(sandboxes.OpenAsync(vendor, credential));

        public void Grant(Vendor vendor, string credential, Account account) =>
            Wait(sandboxes.GrantAsync(vendor, credential, account));
    }

    extension(Sandbox sandbox)
    {
        public void Reset() => Wait(sandbox.ResetAsync());
    }

    extension(Collection members)
    {
        public long Count => Wait(members.CountAsync());

        public Member? FindKey(string key) => Wait(members.FindKeyAsync(key));

        public Member? Find(MemberIndex index, string value) => Wait(members.FindAsync(index, value));

        public (Member Member, DateTimeOffset DeletedAt)? FindDeleted(string key) =>
            Wait(members.FindDeletedAsync(key));

        public Member? At(long ordinal) => Wait(members.AtAsync(ordinal));

        public IEnumerable<Member> Scan(long after = 0) => members.ScanAsync(after).ToBlockingEnumerable();

        public IEnumerable<Member> Changed() => Wait(members.ChangedAsync());

        public long ChangedCount => Wait(members.ChangedCountAsync());

        public IEnumerable<MemberChange> Changes => Wait(members.ChangesAsync());

        public (Document? Document, Conflict? Conflict) Change(Member member, Func<Document, Document> change) =>
            Wait(members.ChangeAsync(member, change));

        public (Member Member, Conflict? Conflict) Add(Func<long, Document> make) => Wait(members.AddAsync(make));

        public bool Delete(Member member, DateTimeOffset now, bool revivable) =>
            Wait(members.DeleteAsync(member, now, revivable));

        public bool TakeBack(Member added, DateTimeOffset now) => Wait(members.TakeBackAsync(added, now));

        public (bool Done, Conflict? Conflict) Revive(Member member, Document document) =>
            Wait(members.ReviveAsync(member, document));

        public void Restore(IEnumerable<MemberChange> changes) => Wait(members.RestoreAsync(changes));
    }

    extension(Journal journal)
    {
        public long Dropped => Wait(journal.DroppedAsync());

        public JournalEntry? Find(long id) => Wait(journal.FindAsync(id));

        public IReadOnlyList<JournalEntry> All() => Wait(journal.AllAsync());

        public JournalSnapshot Snapshot() => Wait(journal.SnapshotAsync());

        public IDisposable Follow(Action<JournalEntry> take) => Wait(journal.FollowAsync(take));

        public void Append(in JournalEntry entry) => Wait(journal.AppendAsync(entry));
    }

    extension(FaultPlan faults)
    {
        public IReadOnlyList<(Fault Fault, int? Left)> All => Wait(faults.AllAsync());

        public Fault Arm(Fault fault) => Wait(faults.ArmAsync(fault));
    }

    extension(RateLimiter limiter)
    {
        public LimitState State => Wait(limiter.StateAsync());

        public Allowance Take(DateTimeOffset now) => Wait(limiter.TakeAsync(now));

        public Allowance Peek(DateTimeOffset now) => Wait(limiter.PeekAsync(now));
    }

    extension(SandboxClock clock)
    {
        public void Change(DateTimeOffset? now, bool? freeze, TimeSpan? advance) =>
            Wait(clock.ChangeAsync(now, freeze, advance));
    }

    extension(References names)
    {
        public SharedName Get(string name) => Wait(names.GetAsync(name));
    }
}
