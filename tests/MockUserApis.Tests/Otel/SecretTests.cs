using System.Text;

namespace MockUserApis.Tests.Otel;

/// <summary>What is sent to a collector holds no credential and no secret, whatever a client sent and where.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task Collector_OfAProcessThatWasSentSecrets_ReceivesNone()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var secrets = new HashSet<string> { SecretRequests.Marker };
        await using (var mock = await MockProcess.StartInAsync(collector.Environment(), "--rate-limits", "off"))
        {
            var made = (await mock.Control.SendAsync("POST", "/_mock/sandboxes", """{"rateLimits":false}""")).Json;
            foreach (var vendor in MockFixture.Apis.Select(a => new Asked(a)))
            {
                KeyValuePair<string, string>[] own =
                [
                    .. SecretRequests.CredentialOf(made, vendor.Slug),
                    new("tracestate", "vendor=" + SecretRequests.Marker),
                    new("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                ];
                var requests = new SecretRequests(vendor, mock.Vendor(vendor.Slug), own);
                await requests.SendAsync(made.GetProperty("name").GetString()!);
                secrets.UnionWith(requests.Secrets);
            }

            (await mock.SignalAsync("TERM")).ShouldBe(0);
        }

        collector.Spans.Count.ShouldBeGreaterThan(100);
        collector.Spans.Select(s => s.Tags["vendor"]).Distinct().Count().ShouldBe(MockFixture.Contracts.Count);
        var sent = string.Join('\n', collector.Received.Select(r => Encoding.Latin1.GetString(r.Body)));
        sent.ShouldContain("the-end-of-");
        secrets.Where(s => sent.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
