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

    public override RateLimiter Limiter(Vendor vendor) => new MemoryLimiter(real.Limiter(vendor).State);

    public override void Limit(Vendor vendor, LimitState limits) { }

    public override References References(
        Vendor vendor,
        string kind,
        long firstId,
        IReadOnlyList<string> known,
        IEqualityComparer<string>? same = null
    ) => new MemoryReferences(new NameList(firstId, known, same));

    public override IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> NamesOf(Vendor vendor) =>
        real.NamesOf(vendor);

    public override void Remember(Vendor vendor, string kind, IReadOnlyList<string> names) { }

    public override void Set(Vendor vendor, string setting, string choice) { }

    public override Coverage Coverage(Vendor vendor, VendorContract contract) => new MemoryCoverage(contract);

    public override bool IsRevoked(Vendor vendor) => real.IsRevoked(vendor);

    public override void Revoke(Vendor vendor, bool revoked) { }

    public override void Reset() { }

    protected override string? Chosen(Vendor vendor, string setting) =>
        real.Setting(vendor, vendor.Settings.First(s => s.Name == setting));

    private sealed class RehearsedCollection(Collection real) : Collection(real.Population)
    {
        public override long Count => real.Count;

        public override IEnumerable<MemberChange> Changes => real.Changes;

        protected override IEnumerable<long> Gone =>
            real.Changes.Where(c => c.DeletedAt is not null).Select(c => c.Ordinal);

        public override Member? Find(MemberIndex index, string value) => real.Find(index, value);

        public override (Member Member, DateTimeOffset DeletedAt)? FindDeleted(string key) => real.FindDeleted(key);

        public override Member? At(long ordinal) => real.At(ordinal);

        public override IEnumerable<Member> Scan(long after = 0) => real.Scan(after);

        public override IEnumerable<Member> Changed() => real.Changed();

        public override long ChangedCount => real.ChangedCount;

        public override bool HasChanged(long ordinal) => real.HasChanged(ordinal);

        public override (Document? Document, Conflict? Conflict) Change(Member member, Func<Document, Document> change)
        {
            if (real.At(member.Ordinal) is not { } newest)
                return (null, null);
            var changed = change(newest.Document);
            return ConflictOf(changed, member.Ordinal) is { } conflict ? (newest.Document, conflict) : (changed, null);
        }

        public override (Member Member, Conflict? Conflict) Add(Func<long, Document> make)
        {
            var ordinal = Math.Max(Population.Size, real.Changes.Select(c => c.Ordinal).DefaultIfEmpty().Max()) + 1;
            var member = new Member(ordinal, make(ordinal));
            return (member, ConflictOf(member.Document, ordinal));
        }

        public override bool Delete(Member member, DateTimeOffset now, bool revivable) =>
            real.At(member.Ordinal) is not null;

        public override (bool Done, Conflict? Conflict) Revive(Member member, Document document)
        {
            var conflict = ConflictOf(document, member.Ordinal);
            return (conflict is null, conflict);
        }

        public override void Restore(IEnumerable<MemberChange> changes) { }
    }
}
