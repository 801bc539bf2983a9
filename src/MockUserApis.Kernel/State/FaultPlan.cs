using System.Globalization;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>The armed faults of a sandbox, oldest first; the first that fits acts.</summary>
public class FaultPlan
{
    private readonly Lock gate = new();
    private volatile Armed[] armed = [];
    private long next;
    private ulong draws;

    /// <summary>What is armed, with how often each may still act (null: no end).</summary>
    public virtual IReadOnlyList<(Fault Fault, int? Left)> All
    {
        get { lock (gate) return [.. armed.Select(a => (a.Fault, a.Left))]; }
    }

    public virtual Fault Arm(Fault fault)
    {
        lock (gate)
        {
            var named = fault with { Id = "f" + (++next).ToString(CultureInfo.InvariantCulture) };
            armed = [.. armed, new Armed(named) { Left = named.Times }];
            return named;
        }
    }

    public virtual bool Disarm(string id)
    {
        lock (gate)
        {
            var before = armed.Length;
            armed = [.. armed.Where(a => a.Fault.Id != id)];
            return armed.Length < before;
        }
    }

    public virtual void Clear()
    {
        lock (gate) armed = [];
    }

    /// <summary>The fault that acts on a request, counted; null when none does.</summary>
    internal virtual Fault? Take(string vendor, string? operation, string? key, long seed)
    {
        if (armed.Length == 0) return null;
        lock (gate)
        {
            foreach (var candidate in armed)
            {
                if (!candidate.Fault.Fits(vendor, operation, key) || !Draws(candidate.Fault.Rate, seed)) continue;
                if (candidate.Left is { } left && (candidate.Left = left - 1) <= 0) armed = [.. armed.Where(a => a != candidate)];
                return candidate.Fault;
            }

            return null;
        }
    }

    private bool Draws(double? rate, long seed) => rate is not { } r || Draw(r, seed, draws++);

    /// <summary>Seeded: the same seed and the same requests meet the same faults.</summary>
    protected static bool Draw(double rate, long seed, ulong draws) => (Scramble.Mix((ulong)seed ^ 0xFA017, draws) >> 11) * (1.0 / (1UL << 53)) < rate;

    private sealed class Armed(Fault fault)
    {
        public Fault Fault => fault;

        public int? Left { get; set; }
    }
}
