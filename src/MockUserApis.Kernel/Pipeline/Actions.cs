using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Ties each operation of the specs to the controller that carries it out. MVC only describes the controllers, where a
/// host wants documents of them.
/// </summary>
public sealed class Actions
{
    private readonly FrozenDictionary<Operation, ConstructorInvoker> controllers;
    private readonly Scans scans;

    public Actions(IReadOnlyList<Vendor> vendors, Scans scans)
    {
        this.scans = scans;
        var found = new Dictionary<Operation, ConstructorInvoker>();
        foreach (var api in vendors.SelectMany(v => v.Apis))
        {
            foreach (var controller in api.Controllers)
            {
                var make = ConstructorInvoker.Create(
                    Classes.Constructor(controller)
                        ?? throw new InvalidOperationException(
                            $"{controller.Name} needs a constructor without parameters."
                        )
                );
                foreach (var operation in ((MockController)make.Invoke()).Operations())
                    found[api.Contract[operation]] = make;
            }

            var idle = api.Contract.Operations.Where(o => !found.ContainsKey(o)).Select(o => o.Id).ToList();
            if (idle.Count == 0)
                continue;
            throw new InvalidOperationException(
                $"{api.Vendor.Name}: no controller of {api.Spec} carries out {string.Join(", ", idle)}."
            );
        }

        controllers = found.ToFrozenDictionary();
    }

    /// <summary>Runs the action of the exchange's operation.</summary>
    public async Task RunAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Timings.Mark(Step.Merge);
        var reply = await ReplyAsync(exchange);
        if (reply.Work is { } work)
            await scans.RunAsync(exchange, work);
        else
            await exchange.Answer(reply);
    }

    /// <summary>What the action makes of the exchange.</summary>
    public async ValueTask<Reply> ReplyAsync(Exchange exchange)
    {
        var controller = (MockController)controllers[exchange.Operation!].Invoke();
        controller.Exchange = exchange;
        var reply = await controller.DispatchAsync(exchange.Operation!.Id);
        return exchange.Outgrown is { } finding ? exchange.Refuse(finding) : reply;
    }
}
