using System.Diagnostics;

namespace MockUserApis.Tests.Otel;

/// <summary>Which of OpenTelemetry's variables ask for what, and what a value that is none does.</summary>
public sealed class AskedForTests
{
    [Theory]
    [InlineData("OTEL_SDK_DISABLED=TRUE")]
    [InlineData("OTEL_TRACES_EXPORTER=none", "OTEL_METRICS_EXPORTER=none")]
    public async Task Collector_ThatIsNamed_ReceivesNothingWhenTheRestSaysNo(params string[] variables)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using (var mock = await StartAsync(collector, variables))
            await AskAsync(mock, ended: true);
        collector.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("OTEL_METRICS_EXPORTER=none", "/v1/traces")]
    [InlineData("OTEL_TRACES_EXPORTER=NONE", "/v1/metrics")]
    [InlineData("OTEL_SDK_DISABLED=false", "/v1/metrics /v1/traces")]
    public async Task Collector_OfOneSignal_ReceivesThatAlone(string variable, string paths)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using (var mock = await StartAsync(collector, variable))
            await AskAsync(mock, ended: true);
        var seen = collector.Received.Select(r => r.Path).Distinct().Order(StringComparer.Ordinal);
        string.Join(' ', seen).ShouldBe(paths);
    }

    [Fact]
    public async Task Variables_OfOneSignal_ComeBeforeThoseOfAll()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        Dictionary<string, string> environment = new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.GrpcUrl,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-api-key=of-all",
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = collector.Url + "/v1/traces",
            ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = "x-api-key=of-traces",
            ["OTEL_EXPORTER_OTLP_TRACES_COMPRESSION"] = "gzip",
            ["OTEL_SERVICE_NAME"] = "vendors-of-the-test",
        };
        await using (var mock = await MockProcess.StartInAsync(environment))
            await AskAsync(mock, ended: true);
        collector
            .Received.Select(r => $"{r.Path} {r.Key}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export of-all",
                "/v1/traces of-traces",
            ]);
        collector.Spans.ShouldHaveSingleItem().Service.ShouldBe("vendors-of-the-test");
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED=yes", "OTEL_SDK_DISABLED is \"yes\"", "true or false")]
    [InlineData("OTEL_TRACES_EXPORTER=jaeger", "OTEL_TRACES_EXPORTER is \"jaeger\"", "otlp or none")]
    [InlineData("OTEL_METRICS_EXPORTER=otlp, prometheus", "OTEL_METRICS_EXPORTER is \"prometheus\"", "otlp or none")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "\"http/json\"", "grpc or http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION=br", "\"br\"", "gzip or none")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=//u:hunter2@x", "no http or https URL", "http://localhost:4318")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT=soon", "\"soon\"", "a whole number")]
    [InlineData("OTEL_METRIC_EXPORT_TIMEOUT=-1", "\"-1\"", "a whole number")]
    [InlineData("OTEL_TRACES_SAMPLER=xray", "\"xray\"", "parentbased_traceidratio")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG=half", "\"half\"", "a number from 0 to 1")]
    public async Task Value_ThatIsUnknown_IsASentenceWithWhatToGiveAndIsIgnored(string variable, params string[] said)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var mock = await StartAsync(collector, variable);
        await AskAsync(mock, ended: true);
        var sentence = (await mock.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        foreach (var part in said.Append("it is ignored. Give "))
            sentence.ShouldContain(part);
        sentence.ShouldNotContain("hunter2");
        collector.Spans.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task NoVariable_OrEmptyOnes_StartsNothingAndSaysNothing()
    {
        await using var mock = await MockProcess.StartInAsync(
            new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "",
                ["OTEL_TRACES_EXPORTER"] = " ",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/json",
            }
        );
        if (OperatingSystem.IsLinux())
        {
            var loaded = await File.ReadAllTextAsync($"/proc/{mock.Id}/maps");
            loaded.ShouldContain("mock-user-apis");
            loaded.ShouldNotContain("OpenTelemetry");
        }

        await AskAsync(mock, ended: true);
        (await mock.Errors).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task Collector_ThatIsAway_IsSaidOnceAndHoldsUpNobody(string protocol)
    {
        var (environment, url) = await GoneAsync();
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = url.Replace("://", "://user:hunter2@", StringComparison.Ordinal);
        await using var mock = await MockProcess.StartInAsync(environment);
        for (var i = 0; i < 3; i++)
            await AskAsync(mock);
        var began = Stopwatch.GetTimestamp();
        await AskAsync(mock, ended: true);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        var sentence = (await mock.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        sentence.ShouldStartWith($"The collector at {url}");
        sentence.ShouldContain($"({protocol})");
        sentence.ShouldNotContain("hunter2");
    }

    private static async Task<(Dictionary<string, string> Environment, string Url)> GoneAsync()
    {
        await using var gone = await OtlpReceiver.StartAsync();
        return (gone.Environment(), gone.Url);
    }

    private static Task<MockProcess> StartAsync(OtlpReceiver collector, params string[] variables)
    {
        var environment = collector.Environment();
        foreach (var variable in variables)
            environment[variable.Split('=')[0]] = variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return MockProcess.StartInAsync(environment);
    }

    private static async Task AskAsync(MockProcess mock, bool ended = false)
    {
        var answer = await mock.Vendor("foldspace")
            .SendAsync("GET", "/v1/user/nobody", mock.Credential("foldspace"), null);
        answer.Status.ShouldBe(404);
        if (ended)
            (await mock.SignalAsync("TERM")).ShouldBe(0);
    }
}
