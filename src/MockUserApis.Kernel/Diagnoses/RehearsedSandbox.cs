using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.State.Memory;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// A sandbox as it is, of which nothing can be changed: its collections take changes and forget them.
/// </summary>
internal sealed class RehearsedSandbox(Sandbox real) : Sandbox(real.Options, real.Created)
{
    public override SandboxClock Clock => real.Clock;

    public override Journal Journal => real.Journal;

    public override FaultPlan Faults { get; } = new MemoryFaults();

    public override PactUndo PactUndo => real.PactUndo;

    public override Collection Collection(Vendor vendor, Recipe recipe) =>
        new RehearsedCollection(real.Collection(vendor, recipe));

    public override RateLimiter Limiter(Vendor vendor) => new RehearsedLimiter(real.Limiter(vendor));

    public override ValueTask LimitAsync(Vendor vendor, LimitState limits) => default;

    public override References References(
        Vendor vendor,
        string kind,
        long firstId,
        IReadOnlyList<string> known,
        IEqualityComparer<string>? same = null
    ) =>
        new RehearsedReferences(
            real.References(vendor, kind, firstId, known, same),
            new MemoryReferences(new NameList(firstId, known, same))
        );

    public override ValueTask<IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>> NamesOfAsync(Vendor vendor) =>
        real.NamesOfAsync(vendor);

    public override ValueTask RememberAsync(Vendor vendor, string kind, IReadOnlyList<string> names) => default;

    public override ValueTask SetAsync(Vendor vendor, string setting, string choice) => default;

    public override ValueTask AlterAsync(Vendor vendor, Setting setting, Func<string, string> change)
    {
        change(real.Setting(vendor, setting));
        return default;
    }

    public override Coverage Coverage(Vendor vendor, VendorContract contract) => new MemoryCoverage(contract);

    public override bool IsRevoked(Vendor vendor) => real.IsRevoked(vendor);

    public override ValueTask RevokeAsync(Vendor vendor, bool revoked) => default;

    public override ValueTask ResetAsync() => default;

    protected override string? Chosen(Vendor vendor, string setting) =>
        real.Setting(vendor, vendor.Settings.First(s => s.Name == setting));

    /// <summary>The names as they are; those that a request makes are forgotten.</summary>
    private sealed class RehearsedReferences(References real, References made) : References
    {
        public override async ValueTask<SharedName> GetAsync(string name) =>
            await real.FindAsync(name) ?? await made.GetAsync(name);

        public override ValueTask<SharedName?> FindAsync(string name) => real.FindAsync(name);

        public override ValueTask<SharedName?> AtAsync(long id) => real.AtAsync(id);

        public override ValueTask<IReadOnlyList<string>> AllAsync() => real.AllAsync();

        public override ValueTask<IReadOnlyList<string>> AddedAsync() => real.AddedAsync();
    }

    /// <summary>The limits as they are; what is counted is forgotten.</summary>
    private sealed class RehearsedLimiter(RateLimiter real) : RateLimiter
    {
        public override bool Enabled => real.Enabled;

        public override IReadOnlyList<RateLimit> Limits => real.Limits;

        public override ValueTask<LimitState> StateAsync() => real.StateAsync();

        public override async ValueTask<Allowance> TakeAsync(DateTimeOffset now) =>
            await new MemoryLimiter(await real.StateAsync()).TakeAsync(now);

        public override ValueTask<Allowance> PeekAsync(DateTimeOffset now) => real.PeekAsync(now);
    }

    private sealed class RehearsedCollection(Collection real) : Collection(real.Population)
    {
        public override ValueTask<long> CountAsync() => real.CountAsync();

        public override ValueTask<IEnumerable<MemberChange>> ChangesAsync() => real.ChangesAsync();

        public override ValueTask<Member?> FindAsync(MemberIndex index, string value) => real.FindAsync(index, value);

        public override ValueTask<(Member Member, DateTimeOffset DeletedAt)?> FindDeletedAsync(string key) =>
            real.FindDeletedAsync(key);

        public override ValueTask<Member?> AtAsync(long ordinal) => real.AtAsync(ordinal);

        public override ValueTask<IReadOnlyList<Member>> AtAllAsync(IReadOnlyList<long> ordinals) =>
            real.AtAllAsync(ordinals);

        public override ValueTask<IReadOnlyList<long>> KeptAsync(MemberGroup group, string value) =>
            real.KeptAsync(group, value);

        public override IAsyncEnumerable<Member> ScanAsync(long after = 0) => real.ScanAsync(after);

        public override ValueTask<IEnumerable<Member>> ChangedAsync() => real.ChangedAsync();

        public override ValueTask<long> ChangedCountAsync() => real.ChangedCountAsync();

        public override ValueTask<bool> HasChangedAsync(long ordinal) => real.HasChangedAsync(ordinal);

        public override async ValueTask<(Document? Document, Conflict? Conflict)> ChangeAsync(
            Member member,
            Func<Document, Document> change
        )
        {
            if (await real.AtAsync(member.Ordinal) is not { } newest)
                return (null, null);
            var changed = change(newest.Document);
            return await ConflictOfAsync(changed, member.Ordinal) is { } conflict
                ? (newest.Document, conflict)
                : (changed, null);
        }

        public override async ValueTask<(Member Member, Conflict? Conflict)> AddAsync(Func<long, Document> make)
        {
            var last = (await real.ChangesAsync()).Select(c => c.Ordinal).DefaultIfEmpty().Max();
            var ordinal = Math.Max(Population.Size, last) + 1;
            var member = new Member(ordinal, make(ordinal));
            return (member, await ConflictOfAsync(member.Document, ordinal));
        }

        public override async ValueTask<bool> DeleteAsync(Member member, DateTimeOffset now, bool revivable) =>
            await real.AtAsync(member.Ordinal) is not null;

        public override ValueTask<bool> TakeBackAsync(Member added, DateTimeOffset now) => new(true);

        public override async ValueTask<(bool Done, Conflict? Conflict)> ReviveAsync(Member member, Document document)
        {
            var conflict = await ConflictOfAsync(document, member.Ordinal);
            return (conflict is null, conflict);
        }

        public override ValueTask RestoreAsync(IEnumerable<MemberChange> changes) => default;

        protected override async ValueTask<IEnumerable<long>> GoneAsync() =>
            (await real.ChangesAsync()).Where(c => c.DeletedAt is not null).Select(c => c.Ordinal);
    }
}
