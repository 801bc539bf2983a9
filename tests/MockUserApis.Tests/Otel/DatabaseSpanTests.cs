using System.Text;

namespace MockUserApis.Tests.Otel;

/// <summary>With PostgreSQL a request's span has the driver's below it, without the database's password.</summary>
public sealed class DatabaseSpanTests
{
    [DatabaseFact]
    public async Task Span_OfARequest_HasTheDriversBelowIt()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var url = new UriBuilder(Store.NewUrl());
        // A server that trusts its machine takes any.
        if (url.Password.Length == 0)
            url.Password = "hunter2-of-the-database";
        await using (var mock = await MockProcess.StartInAsync(collector.Environment(), "--store", url.ToString()))
        {
            var answer = await mock.Vendor("foldspace")
                .SendAsync("GET", "/v1/user/nobody", mock.Credential("foldspace"), null);
            answer.Status.ShouldBe(404);
            (await mock.SignalAsync("TERM")).ShouldBe(0);
            (await mock.Errors).ShouldBeEmpty();
        }

        var request = collector.Spans.ShouldHaveSingleItem();
        var below = collector.DatabaseSpans.Where(s => s.Trace == request.Trace).ToList();
        below.ShouldNotBeEmpty();
        below.ShouldAllBe(s => s.Tags["db.system.name"] == "postgresql");
        var sent = string.Join('\n', collector.Received.Select(r => Encoding.Latin1.GetString(r.Body)));
        sent.ShouldContain("Npgsql");
        sent.ShouldNotContain("Password=", Case.Insensitive);
        sent.ShouldNotContain(url.Password);
    }
}
