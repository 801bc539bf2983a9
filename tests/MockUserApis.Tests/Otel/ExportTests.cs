using System.Globalization;
using System.Text;

namespace MockUserApis.Tests.Otel;

/// <summary>The program with the standard variables set: what a collector receives of a test's traffic.</summary>
public sealed class ExportTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Asker = "00f067aa0ba902b7";
    private const string Wrong = """{"userType":"NOBODY","identifyId":"hunter2"}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Span_OfARefusedUpdate_LeadsFromTheTestsTraceToTheExchangeAndBack(bool isGrpc)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var mock = await MockProcess.StartInAsync(collector.Environment(isGrpc));
        var answer = await UpdateAsync(
            mock,
            Wrong,
            new KeyValuePair<string, string>("traceparent", Parent(sampled: true))
        );
        answer.Status.ShouldBe(400);

        var span = await collector.SpanAsync(s => s.Trace == Trace);
        (span.Source, span.Service, span.Name).ShouldBe(
            ("MockUserApis", "mock-user-apis", "PUT /v1/user/{identifyId}")
        );
        span.Parent.ShouldBe(Asker);
        const int server = 2;
        span.Kind.ShouldBe(server);
        span.Status.ShouldBe(0, "a refusal is no error of a server");
        span.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
        var exchange = answer.Header("X-Mock-Exchange");
        Rows(span.Tags)
            .ShouldBe([
                "evidence " + answer.Header("X-Mock-Evidence"),
                "exchange " + exchange,
                "findings 1",
                "http.request.method PUT",
                "http.response.status_code 400",
                "http.route /v1/user/{identifyId}",
                "network.protocol.version 1.1",
                "operation updateUser",
                "sandbox default",
                "server.address 127.0.0.1",
                "server.port " + mock.Vendor("foldspace").Port.ToString(CultureInfo.InvariantCulture),
                "url.path /v1/user/ada",
                "url.scheme http",
                "vendor foldspace",
            ]);
        var found = await mock.Control.SendAsync("GET", "/_mock/sandboxes/default/requests?trace=" + span.Trace);
        found.Json.EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(exchange);
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        (await mock.Errors).ShouldBeEmpty();
    }

    [Fact]
    public async Task Span_OfARequestWithoutATrace_BeginsOneThatIsOnTheEntry()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var mock = await MockProcess.StartInAsync(collector.Environment());
        var malformed = new KeyValuePair<string, string>("traceparent", "00-no-trace-01");
        var answer = await UpdateAsync(mock, Wrong, malformed);

        var span = await collector.SpanAsync(s =>
            s.Tags.GetValueOrDefault("exchange") == answer.Header("X-Mock-Exchange")
        );
        span.Parent.ShouldBeEmpty();
        var entry = await mock.Control.SendAsync("GET", "/_mock/sandboxes/default/requests/" + span.Tags["exchange"]);
        entry.Json.GetProperty("trace").GetString().ShouldBe(span.Trace);
    }

    [Fact]
    public async Task Span_OfATraceThatIsNotSampled_IsNotSentAndTheEntryHasTheTrace()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var mock = await MockProcess.StartInAsync(collector.Environment());
        await UpdateAsync(mock, Wrong, new KeyValuePair<string, string>("traceparent", Parent(sampled: false)));
        var next = await UpdateAsync(mock, Wrong);

        await collector.SpanAsync(s => s.Tags.GetValueOrDefault("exchange") == next.Header("X-Mock-Exchange"));
        collector.Spans.ShouldHaveSingleItem();
        var found = await mock.Control.SendAsync("GET", "/_mock/sandboxes/default/requests?trace=" + Trace);
        found.Json.GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("status", "503", 503, "503")]
    [InlineData("reset", null, null, "reset")]
    [InlineData("truncate", null, 404, "truncate")]
    [InlineData("malformed", null, 404, null)]
    public async Task SpanAndMeasures_OfAFault_NameItAndWhatItDid(string kind, string? status, int? seen, string? error)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var mock = await MockProcess.StartInAsync(collector.Environment());
        var more = status is null ? "" : $",\"status\":{status}";
        var armed = $$"""{"vendor":"foldspace","kind":"{{kind}}","times":1{{more}}}""";
        (await mock.Control.SendAsync("POST", "/_mock/sandboxes/default/faults", armed)).Status.ShouldBe(201);
        var head = string.Concat(mock.Credential("foldspace").Select(h => $"{h.Key}: {h.Value}\r\n"));
        const string request = "GET /v1/user/nobody HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        await mock.Vendor("foldspace").RawAsync(Encoding.ASCII.GetBytes($"{request}{head}\r\n"));

        var span = await collector.SpanAsync(s => s.Source == "MockUserApis");
        span.Tags["fault"].ShouldBe(kind);
        span.Tags.GetValueOrDefault("http.response.status_code").ShouldBe(seen?.ToString(CultureInfo.InvariantCulture));
        span.Tags.GetValueOrDefault("error.type").ShouldBe(error);
        const int failed = 2;
        span.Status.ShouldBe(error is null ? 0 : failed);
        var faults = await collector.PointAsync(p => p.Name == "mock_user_apis.faults");
        (faults.Unit, faults.Count).ShouldBe(("{fault}", 1UL));
        Rows(faults.Tags).ShouldBe(["fault " + kind, "operation getUser", "vendor foldspace"]);
        var duration = await collector.PointAsync(p => p.Name == "http.server.request.duration");
        duration.Tags.GetValueOrDefault("error.type").ShouldBe(error);
    }

    // The server tells of the connection's end on another thread, once somebody has asked it, as who reads a body has.
    [Fact]
    public async Task Spans_OfUpdatesThatAreReset_HaveNoStatus()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var mock = await MockProcess.StartInAsync(collector.Environment());
        const string armed = """{"vendor":"foldspace","kind":"reset"}""";
        (await mock.Control.SendAsync("POST", "/_mock/sandboxes/default/faults", armed)).Status.ShouldBe(201);
        var head = string.Concat(mock.Credential("foldspace").Select(h => $"{h.Key}: {h.Value}\r\n"));
        var request = $"PUT /v1/user/ada HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n{head}\r\n{{}}";
        for (var i = 0; i < 20; i++)
            await mock.Vendor("foldspace").RawAsync(Encoding.ASCII.GetBytes(request));

        var last = await collector.PointAsync(p => p is { Name: "http.server.request.duration", Count: 20 });
        last.Tags.ShouldNotContainKey("http.response.status_code");
        last.Tags["error.type"].ShouldBe("reset");
    }

    [Fact]
    public async Task Measures_OfRequests_AreTheConventionsOnesByVendorAndOperation()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var mock = await MockProcess.StartInAsync(collector.Environment());
        for (var i = 0; i < 3; i++)
            (await UpdateAsync(mock, Wrong)).Status.ShouldBe(400);

        var duration = await collector.PointAsync(p => p is { Name: "http.server.request.duration", Count: 3 });
        (duration.Meter, duration.Unit).ShouldBe(("MockUserApis", "s"));
        duration.Sum.ShouldBeInRange(0, 60);
        (duration.Bounds[0], duration.Bounds[^1]).ShouldBe((0.005, 10));
        Rows(duration.Tags)
            .ShouldBe([
                "http.request.method PUT",
                "http.response.status_code 400",
                "http.route /v1/user/{identifyId}",
                "network.protocol.version 1.1",
                "operation updateUser",
                "url.scheme http",
                "vendor foldspace",
            ]);
        var findings = await collector.PointAsync(p => p is { Name: "mock_user_apis.findings", Count: 3 });
        Rows(findings.Tags).ShouldBe(["operation updateUser", "vendor foldspace"]);
    }

    private static string Parent(bool sampled) => $"00-{Trace}-{Asker}-{(sampled ? "01" : "00")}";

    private static IEnumerable<string> Rows(IReadOnlyDictionary<string, string> tags) =>
        tags.Select(t => $"{t.Key} {t.Value}").Order(StringComparer.Ordinal);

    private static Task<WireAnswer> UpdateAsync(
        MockProcess mock,
        string body,
        params KeyValuePair<string, string>[] more
    ) =>
        mock.Vendor("foldspace")
            .SendAsync(
                "PUT",
                "/v1/user/ada",
                [.. mock.Credential("foldspace"), new("Content-Type", "application/json"), .. more],
                Encoding.UTF8.GetBytes(body)
            );
}
