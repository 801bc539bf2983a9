using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace MockUserApis.Tests.Support;

/// <summary>
/// Every rule that an answer of a server relied on, or that a finding names, must be in its API's ledger. Holds for
/// each request of the suite to a server in this process, whichever test sends it; told when the server is disposed.
/// </summary>
internal sealed class LedgerLaw : IStartupFilter
{
    private readonly ConcurrentDictionary<Api, IReadOnlySet<Rule>> ledgers = new();
    private readonly ConcurrentDictionary<(string Spec, Rule Rule), string> missing = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (http, rest) =>
                {
                    try
                    {
                        await rest(http);
                    }
                    finally
                    {
                        if (http.Features.Get<Exchange>() is { } exchange)
                            Check(exchange);
                    }
                }
            );
            next(app);
        };

    public void Check()
    {
        var lines = missing.Select(m => $"{m.Key.Spec}: {m.Key.Rule}, as in {m.Value}").Order();
        missing.IsEmpty.ShouldBeTrue(
            "Answers relied on rules that are not in the ledger. Put each in a static field "
                + $"of a class in the namespace of its API.\n{string.Join('\n', lines)}"
        );
    }

    internal void Check(Exchange exchange)
    {
        foreach (var rule in exchange.Assumed)
            Check(exchange, rule);
        foreach (var finding in exchange.Findings)
            Check(exchange, finding.Rule);
    }

    private void Check(Exchange exchange, Rule rule)
    {
        if (ledgers.GetOrAdd(exchange.Api, static api => api.Ledger.ToHashSet()).Contains(rule))
            return;
        missing.TryAdd((exchange.Api.Spec, rule), $"{exchange.Method} {exchange.Target}");
    }
}
