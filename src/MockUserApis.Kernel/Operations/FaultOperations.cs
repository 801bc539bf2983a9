using System.Xml;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>Arm, list and disarm faults.</summary>
internal sealed class FaultOperations(VendorDirectory vendors)
{
    public const string Example = """{"vendor":"SLUG","kind":"status","status":503,"times":2}""";

    private const int MaxFaults = 1000;

    public async ValueTask<FaultView> ArmAsync(Sandbox sandbox, FaultRequest ask)
    {
        if ((await sandbox.Faults.AllAsync()).Count >= MaxFaults)
        {
            throw new RefusedException(
                409,
                "Too many faults",
                $"{MaxFaults} faults are armed already. DELETE some of them, or all with "
                    + $"DELETE /_mock/sandboxes/{sandbox.Name}/faults."
            );
        }

        var armed = await sandbox.Faults.ArmAsync(Read(ask));
        return View(armed, armed.Times);
    }

    /// <summary>The armed ones, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<FaultView>> ListAsync(Sandbox sandbox) =>
        [.. (await sandbox.Faults.AllAsync()).Select(f => View(f.Fault, f.Left))];

    public static async ValueTask<FaultView> ShowAsync(Sandbox sandbox, string id)
    {
        var found = (await sandbox.Faults.AllAsync()).FirstOrDefault(f => f.Fault.Id == id);
        return found.Fault is null ? throw NotArmed(sandbox, id) : View(found.Fault, found.Left);
    }

    public static async ValueTask DisarmAsync(Sandbox sandbox, string id)
    {
        if (!await sandbox.Faults.DisarmAsync(id))
            throw NotArmed(sandbox, id);
    }

    public static ValueTask DisarmAllAsync(Sandbox sandbox) => sandbox.Faults.ClearAsync();

    private static RefusedException NotArmed(Sandbox sandbox, string id) =>
        RefusedException.NotFound(
            "fault",
            $"No fault \"{id}\" is armed in \"{sandbox.Name}\": it was never, or it has acted as often as it should. "
                + $"GET /_mock/sandboxes/{sandbox.Name}/faults lists what is."
        );

    private Fault Read(FaultRequest ask)
    {
        var asked = ask.Vendor is { } slug ? [Given.Vendor(vendors, slug)] : vendors.All;
        var operations = asked
            .SelectMany(v => v.Apis)
            .SelectMany(a => a.Contract.Operations)
            .Select(o => o.Id)
            .ToList();
        if (ask.Operation is { } operation && !operations.Contains(operation))
        {
            throw RefusedException.Bad(
                $"There is no operation \"{operation}\". Known: {string.Join(", ", operations.Distinct())}."
            );
        }

        if (FaultTraits.Named(ask.Kind) is not { } kind)
        {
            throw RefusedException.Bad(
                $"kind is \"{ask.Kind}\". Send one of {string.Join(", ", FaultTraits.Names)}, for example {Example}."
            );
        }

        var traits = FaultTraits.Of(kind);
        if (traits.NeedsStatus && ask.Status is not (>= 200 and <= 599))
        {
            throw RefusedException.Bad("A fault of kind status needs status, from 200 to 599, for example 503.");
        }

        if (traits.NeedsDelay && ask.Delay is null)
        {
            throw RefusedException.Bad($"A fault of kind {ask.Kind} needs delay, an ISO 8601 duration such as PT2S.");
        }

        return new Fault(kind)
        {
            Vendor = ask.Vendor,
            Operation = ask.Operation,
            Key = ask.Key,
            Status = ask.Status ?? 0,
            Times = Times(ask.Times),
            Rate = Rate(ask.Rate),
            Delay = Delay(ask.Delay),
        };
    }

    private static int? Times(int? times) =>
        times is not < 1
            ? times
            : throw RefusedException.Bad(
                "times must be 1 or more; leave it out for a fault that acts until it is deleted."
            );

    private static double? Rate(double? rate) =>
        rate is null or (> 0 and <= 1) ? rate : throw RefusedException.Bad("rate must be more than 0 and at most 1.");

    private static TimeSpan Delay(string? text)
    {
        var delay = text is null ? TimeSpan.Zero : Given.Duration(text, "delay");
        if (delay >= TimeSpan.Zero && delay <= Fault.MaxDelay)
            return delay;
        throw RefusedException.Bad("delay must be from PT0S to P365D.");
    }

    private static FaultView View(Fault fault, int? left) =>
        new(
            fault.Id,
            fault.Vendor,
            fault.Operation,
            fault.Key,
            fault.Traits.Name,
            fault.Traits.NeedsStatus ? fault.Status : null,
            fault.Delay > TimeSpan.Zero ? XmlConvert.ToString(fault.Delay) : null,
            fault.Times,
            left,
            fault.Rate
        );
}
