using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MockUserApis.Tests.Secrets;

/// <summary>
/// What a client sends in confidence is in no live journal and in no log, whatever becomes of the request.
/// </summary>
public sealed class SecretsTests
{
    [Fact]
    public async Task StreamAndLog_OfAProcessThatWasSentSecrets_HoldNone()
    {
        await using var mock = await MockProcess.StartAsync("--rate-limits", "off", "--journal-entries", "5000");
        var made = (await mock.Control.SendAsync("POST", "/_mock/sandboxes", """{"rateLimits":false}""")).Json;
        var sandbox = made.GetProperty("name").GetString()!;
        using var full = await EventStream.OpenAsync(mock.ControlPort, sandbox);
        using var summary = await EventStream.OpenAsync(mock.ControlPort, sandbox, "?view=summary");
        using var defaultSandbox = await EventStream.OpenAsync(mock.ControlPort, "default");
        var secrets = new HashSet<string> { SecretRequests.Marker };
        var heard = new List<string>();
        foreach (var vendor in MockFixture.Apis.Select(a => new Asked(a)))
        {
            var own = SecretRequests.CredentialOf(made, vendor.Slug);
            var requests = new SecretRequests(vendor, mock.Vendor(vendor.Slug), own);
            await requests.SendAsync(sandbox);
            foreach (var kind in new[] { "reset", "truncate", "malformed" })
            {
                await mock.Control.SendAsync(
                    "POST",
                    $"/_mock/sandboxes/{sandbox}/faults",
                    $$"""{"vendor":"{{vendor.Slug}}","kind":"{{kind}}","times":1}"""
                );
                var target = Examples.Path(vendor.Api.Updating).Target;
                var headers = string.Concat(own.Concat(vendor.Api.AskedBy).Select(h => $"{h.Key}: {h.Value}\r\n"));
                await mock.Vendor(vendor.Slug)
                    .RawAsync(
                        Encoding.ASCII.GetBytes(
                            $"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + $"Cookie: {SecretRequests.Marker}\r\n"
                                + $"{headers}\r\n"
                        )
                    );
            }

            // Read as it comes: a listener that falls behind misses the oldest.
            await full.ReadUntilAsync("/the-end-of-" + vendor.Id);
            heard.Add(await summary.ReadUntilAsync("/the-end-of-" + vendor.Id));
            secrets.UnionWith(requests.Secrets);
        }

        await mock.Vendor(MockFixture.Contracts[0].Slug)
            .SendAsync("GET", "/the-end", [new("X-Mock-Sandbox", sandbox)], null);
        await mock.Vendor(MockFixture.Contracts[0].Slug).SendAsync("GET", "/the-end", [], null);
        heard.AddRange([
            await full.ReadUntilAsync("\"path\":\"/the-end\""),
            await defaultSandbox.ReadUntilAsync("\"path\":\"/the-end\""),
        ]);
        heard[^2].ShouldContain("\"X-Harmless\":\"kept\"");
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        var (output, errors) = (await mock.Output, await mock.Errors);
        output.ShouldContain("Control plane");
        errors.ShouldBeEmpty("refusals and faults that were asked for are no errors of the server");
        foreach (var text in heard.Append(output).Append(errors))
            secrets.Where(s => text.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task StreamAndLog_OfARequestThatFailedInsideTheMock_HoldNoSecret(string slug)
    {
        var (time, log) = (new FailingTime(), new Log());
        await using var server = await Server.StartAsync(more: builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Logging.AddProvider(log);
        });
        var vendor = server.Vendor(slug);
        var update = vendor.Api.Updating;
        using var stream = await EventStream.OpenAsync(server.Directory.BasePort, Sandboxes.Default);
        var credential = vendor.Issue(Sandboxes.Default)[0].Headers;
        time.Fail();

        var answer = await server
            .Wire(vendor)
            .SendAsync(
                update.Method,
                Examples.Path(update).Target,
                [.. credential, new("Cookie", SecretRequests.Marker), new("Content-Type", "application/json")],
                Encoding.UTF8.GetBytes(UserCalls.Minimal(vendor).ToJsonString())
            );

        answer.Status.ShouldBe(500);
        answer.Text.ShouldContain("internal error");
        var heard = await stream.ReadUntilAsync("internal error");
        var logged = string.Join('\n', log.Lines);
        logged.ShouldContain("made by this test");
        foreach (var secret in credential.Select(h => h.Value.Split(' ')[^1]).Append(SecretRequests.Marker))
        {
            heard.ShouldNotContain(secret);
            logged.ShouldNotContain(secret);
            answer.Text.ShouldNotContain(secret);
        }
    }

    // The first question for the time throws: in the middle of a request.
    private sealed class FailingTime : TimeProvider
    {
        private int failing;

        public void Fail() => failing = 1;

        public override DateTimeOffset GetUtcNow() =>
            Interlocked.Exchange(ref failing, 0) == 1
                ? throw new InvalidOperationException("made by this test")
                : base.GetUtcNow();
    }

    private sealed class Log : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
