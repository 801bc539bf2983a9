using System.Text;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// Tries a request that a diagnosis would hand out, on users of which nothing is kept: what the mock would answer now.
/// Journal, limits, faults and shared names stay as they are.
/// </summary>
/// <param name="services">What an action of a vendor may ask a request for.</param>
internal sealed class Rehearsal(Sandbox sandbox, Vendor vendor, MockOptions options, IServiceProvider services)
{
    /// <summary>The users that it would change: null when it would change none, or only add one.</summary>
    public Document? Changed { get; private set; }

    /// <summary>Why it would be refused, as far as its body is at fault.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Whether the request would be answered with a 2xx.</summary>
    public async ValueTask<bool> SucceedsAsync(CorrectedRequest request)
    {
        (Changed, Findings) = (null, []);
        if (sandbox.IsRevoked(vendor) || await IsDisturbedAsync(request) || await IsThrottledAsync())
            return false;
        var http = Http(request);
        var exchange = new Exchange(http, vendor, request.Path, request.Path + request.Query);
        http.Features.Set(exchange);
        exchange.Sandbox = new RehearsedSandbox(sandbox);
        exchange.Account = new Account(exchange.Sandbox, true);
        exchange.Credential = vendor.Credential(http.Request.Headers);
        exchange.MaxBody = options.MaxBody;
        Locate.Find(exchange);
        if (exchange.Operation != request.Operation)
            return false;
        if (request.Body is { } body)
            exchange.Replace(Encoding.UTF8.GetBytes(body));
        try
        {
            var reply =
                exchange.Api.Precheck(exchange)
                ?? await Check.RefusedAsync(exchange, options.MaxBody)
                ?? await AnswerAsync(exchange);
            Changed = exchange.Before;
            Findings = [.. exchange.Findings.Where(f => f is { In: "body", Refused: true })];
            return reply is { Status: >= 200 and < 300 };
        }
        finally
        {
            exchange.Release();
        }
    }

    private async ValueTask<bool> IsThrottledAsync() =>
        sandbox.Limiter(vendor) is { Enabled: true } limiter
        && (await limiter.PeekAsync(sandbox.Clock.GetUtcNow())).Remaining < 1;

    private async ValueTask<bool> IsDisturbedAsync(CorrectedRequest request) =>
        (await sandbox.Faults.AllAsync()).Any(f =>
            (f.Fault.Vendor ?? vendor.Slug) == vendor.Slug
            && (f.Fault.Operation ?? request.Operation.Id) == request.Operation.Id
        );

    // A search through more users than are looked at on the spot is not tried: it may take hours.
    private async ValueTask<Reply?> AnswerAsync(Exchange exchange)
    {
        var reply = await Act.ReplyAsync(exchange);
        if (reply.Work is not { } work)
            return reply;
        foreach (var recipe in vendor.Recipes)
        {
            if (await sandbox.Collection(vendor, recipe).CountAsync() > Scans.Few)
                return null;
        }

        return await work();
    }

    private DefaultHttpContext Http(CorrectedRequest request)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Method = request.Method;
        http.Request.QueryString = new QueryString(request.Query);
        http.Request.Headers.Accept = "*/*";
        foreach (var (name, value) in request.Headers)
            http.Request.Headers[name] = value;
        if (request.Body is not null)
            http.Request.Headers.ContentType = request.MediaType;
        return http;
    }
}
