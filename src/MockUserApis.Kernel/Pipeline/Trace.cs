using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Secrets;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Tells who listens (OpenTelemetry) of each request: a span and measures. Of what was sent they have method and
/// address, its secrets redacted as in the journal, and no header or body.
/// </summary>
internal sealed class Trace(RequestDelegate next)
{
    private const string Other = "_OTHER";

    public Task InvokeAsync(HttpContext http) => Telemetry.IsOn ? TellAsync(http) : next(http);

    private async Task TellAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        using var span = Start(exchange);
        Exception? failure = null;
        try
        {
            await next(http);
        }
        catch (Exception error)
        {
            failure = error;
            throw;
        }
        finally
        {
            var outcome = Outcome.Of(exchange, failure);
            if (span is { IsAllDataRequested: true })
                Describe(span, exchange, outcome);
            Measure(exchange, outcome);
        }
    }

    // Where the server has begun a span for the request, that one is the parent.
    private static Activity? Start(Exchange exchange)
    {
        var parent = Activity.Current is null ? TraceParent.Context(exchange.Http.Request.Headers) : default;
        return Telemetry.Source.StartActivity(Method(exchange) ?? "HTTP", ActivityKind.Server, parent);
    }

    private static void Describe(Activity span, Exchange exchange, Outcome outcome)
    {
        var request = exchange.Http.Request;
        var method = Method(exchange);
        span.DisplayName = exchange.Operation is { } named ? $"{method ?? "HTTP"} {named.Path}" : method ?? "HTTP";
        span.SetTag("http.request.method", method ?? Other);
        if (method is null)
            span.SetTag("http.request.method_original", exchange.Method);
        span.SetTag("url.scheme", request.Scheme);
        Address(span, exchange);
        if (request.Host is { HasValue: true, Host: var host })
        {
            span.SetTag("server.address", host);
            span.SetTag("server.port", exchange.Http.Connection.LocalPort);
        }

        span.SetTag("network.protocol.version", Version(request));
        span.SetTag("http.route", exchange.Operation?.Path);
        span.SetTag("http.response.status_code", outcome.Status);
        span.SetTag("error.type", outcome.Error);
        if (outcome.Error is not null)
            span.SetStatus(ActivityStatusCode.Error);
        span.SetTag("vendor", exchange.Vendor.Slug);
        if (exchange.Api is { IsLater: true } api)
            span.SetTag("api", api.Id);
        span.SetTag("operation", exchange.Operation?.Id);
        // Without a sandbox it has no entry in a journal, and relied on nothing.
        if (exchange.Sandbox is not { } sandbox)
            return;
        span.SetTag("sandbox", sandbox.Name);
        span.SetTag("exchange", exchange.Id.ToString(CultureInfo.InvariantCulture));
        span.SetTag("evidence", exchange.Evidence.ToString());
        span.SetTag("findings", exchange.Findings.Count);
        span.SetTag("fault", exchange.Fault?.Traits.Name);
    }

    private static void Address(Activity span, Exchange exchange)
    {
        var found = default(SecretValues);
        var target = SecretText.Target(exchange.Target, exchange.Operation, ref found);
        var query = target.IndexOf('?', StringComparison.Ordinal);
        span.SetTag("url.path", query < 0 ? target : target[..query]);
        if (query >= 0)
            span.SetTag("url.query", target[(query + 1)..]);
    }

    // Not by sandbox: there may be one a test, and each would be a series of its own.
    private static void Measure(Exchange exchange, Outcome outcome)
    {
        var tags = new TagList
        {
            { "http.request.method", Method(exchange) ?? Other },
            { "url.scheme", exchange.Http.Request.Scheme },
            { "network.protocol.version", Version(exchange.Http.Request) },
            { "vendor", exchange.Vendor.Slug },
        };
        if (exchange.Operation is { } operation)
        {
            tags.Add("http.route", operation.Path);
            tags.Add("operation", operation.Id);
        }

        if (outcome.Status is { } status)
            tags.Add("http.response.status_code", status);
        if (outcome.Error is { } error)
            tags.Add("error.type", error);
        Telemetry.Duration.Record(exchange.Timings.Elapsed.TotalSeconds, tags);
        Count(exchange);
    }

    private static void Count(Exchange exchange)
    {
        var (vendor, operation) = (exchange.Vendor.Slug, exchange.Operation?.Id);
        if (exchange.Findings.Count > 0)
            Telemetry.Findings.Add(exchange.Findings.Count, new("vendor", vendor), new("operation", operation));
        if (exchange.Fault?.Traits.Name is { } fault)
            Telemetry.Faults.Add(1, new("vendor", vendor), new("operation", operation), new("fault", fault));
    }

    // Null: one that the conventions do not know. A client may make up many, and each would be a series.
    private static string? Method(Exchange exchange) =>
        exchange.Method
            is "GET"
                or "HEAD"
                or "POST"
                or "PUT"
                or "PATCH"
                or "DELETE"
                or "OPTIONS"
                or "CONNECT"
                or "TRACE"
            ? exchange.Method
            : null;

    private static string Version(HttpRequest request) =>
        request.Protocol.StartsWith("HTTP/", StringComparison.Ordinal) ? request.Protocol[5..] : request.Protocol;

    /// <param name="Status">Null: there was no answer.</param>
    /// <param name="Error">What kept the client from a whole answer, or the status from 500 on; null: nothing.</param>
    private readonly record struct Outcome(int? Status, string? Error)
    {
        public static Outcome Of(Exchange exchange, Exception? failure)
        {
            var (http, response) = (exchange.Http, exchange.Http.Response);
            var isAnswered = !http.RequestAborted.IsCancellationRequested && (failure is null || response.HasStarted);
            int? status = isAnswered ? response.StatusCode : null;
            if (failure is null && status is < 500)
                return new(status, null);
            if (failure is null && status is { } of)
                return new(status, of.ToString(CultureInfo.InvariantCulture));
            return new(status, exchange.Fault?.Traits.Name ?? failure?.GetType().FullName ?? Other);
        }
    }
}
