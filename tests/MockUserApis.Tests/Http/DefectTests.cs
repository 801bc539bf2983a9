using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MockUserApis.Tests.Http;

/// <summary>A defect in the control plane: a problem document that gives nothing away, the cause in the log.</summary>
public sealed class DefectTests
{
    private const string Cause = "cause-that-nobody-outside-may-read";

    [Fact]
    public async Task Defect_OutsideTheEndpoints_IsAProblemDocument()
    {
        using var log = new Causes();
        await using var server = await Server.StartAsync(
            more: builder => builder.Logging.AddProvider(log),
            pages: app => app.Use((HttpContext _, RequestDelegate _) => throw new InvalidOperationException(Cause))
        );
        Neutral(await server.Control.SendAsync("GET", "/_mock/sandboxes"));
        Neutral(await server.Control.SendAsync("POST", "/_mock/sandboxes", "{}"));
        log.All.Count(c => c == Cause).ShouldBe(2);
    }

    [Fact]
    public async Task Defect_AfterHeadersWereSet_LeavesNoneOfThemBehind()
    {
        await using var server = await Server.StartAsync(pages: app =>
            app.Use(
                (HttpContext http, RequestDelegate _) =>
                {
                    http.Response.Headers["X-Half-Done"] = "1";
                    throw new NotSupportedException(Cause);
                }
            )
        );
        var answer = await server.Control.SendAsync("GET", "/_mock/sandboxes");
        Neutral(answer);
        answer.Header("X-Half-Done").ShouldBeNull();
    }

    [Fact]
    public async Task Defect_InAnEndpoint_IsAProblemDocument()
    {
        var time = new Broken();
        await using var server = await Server.StartAsync(more: builder =>
            builder.Services.AddSingleton<TimeProvider>(time)
        );
        time.IsBroken = true;
        Neutral(await server.Control.SendAsync("POST", "/_mock/sandboxes", "{}"));
    }

    /// <summary>Also what has no body of its own: no route, no such method.</summary>
    [Theory]
    [InlineData("GET", "/_mock/nowhere", 404)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("PATCH", "/_mock/sandboxes", 405)]
    public async Task Refusal_OfTheRouting_IsAProblemDocument(string method, string path, int status)
    {
        await using var server = await Server.StartAsync();
        var answer = await server.Control.SendAsync(method, path);
        (answer.Status, answer.Header("Content-Type")).ShouldBe((status, "application/problem+json"));
        answer.Text.ShouldContain("/_mock/openapi.json");
    }

    private static void Neutral(WireAnswer answer)
    {
        (answer.Status, answer.Header("Content-Type")).ShouldBe((500, "application/problem+json"), answer.Text);
        answer.Json.GetProperty("status").GetInt32().ShouldBe(500);
        answer.Json.GetProperty("detail").GetString()!.ShouldContain("log");
        answer.Text.ShouldNotContain(Cause);
        answer.Text.ShouldNotContain("Exception");
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
    }

    private sealed class Causes : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string?> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => All.Enqueue(exception?.Message);

        public void Dispose() { }
    }

    private sealed class Broken : TimeProvider
    {
        public bool IsBroken { get; set; }

        public override DateTimeOffset GetUtcNow() =>
            IsBroken ? throw new InvalidOperationException(Cause) : System.GetUtcNow();
    }
}
