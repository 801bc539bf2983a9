using System.Globalization;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>Faults that are armed in this process alone.</summary>
internal sealed class MemoryFaults : FaultPlan
{
    private readonly Lock gate = new();
    private volatile Armed[] armed = [];
    private long next;
    private ulong draws;

    public override ValueTask<IReadOnlyList<(Fault Fault, int? Left)>> AllAsync()
    {
        lock (gate)
            return new([.. armed.Select(a => (a.Fault, a.Left))]);
    }

    public override ValueTask<Fault> ArmAsync(Fault fault)
    {
        lock (gate)
        {
            var named = fault with { Id = "f" + (++next).ToString(CultureInfo.InvariantCulture) };
            armed = [.. armed, new Armed(named) { Left = named.Times }];
            return new(named);
        }
    }

    public override ValueTask<bool> DisarmAsync(string id)
    {
        lock (gate)
        {
            var before = armed.Length;
            armed = [.. armed.Where(a => a.Fault.Id != id)];
            return new(armed.Length < before);
        }
    }

    public override ValueTask ClearAsync()
    {
        Clear();
        return ValueTask.CompletedTask;
    }

    public void Clear()
    {
        lock (gate)
            armed = [];
    }

    internal override ValueTask<Fault?> TakeAsync(string vendor, string? operation, string? key, long seed) =>
        new(Take(vendor, operation, key, seed));

    private Fault? Take(string vendor, string? operation, string? key, long seed)
    {
        if (armed.Length == 0)
            return null;
        lock (gate)
        {
            foreach (var candidate in armed)
            {
                var fault = candidate.Fault;
                if (!fault.Fits(vendor, operation, key) || (fault.Rate is not null && !fault.IsDrawn(seed, draws++)))
                {
                    continue;
                }

                if (candidate.Left is { } left && (candidate.Left = left - 1) <= 0)
                {
                    armed = [.. armed.Where(a => a != candidate)];
                }

                return fault;
            }

            return null;
        }
    }

    private sealed class Armed(Fault fault)
    {
        public Fault Fault => fault;

        public int? Left { get; set; }
    }
}
