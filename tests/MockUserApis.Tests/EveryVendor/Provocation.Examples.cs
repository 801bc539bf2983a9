using System.Text;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>What the examples of errors in the specs tell of, beyond what is wrong with a request anywhere.</summary>
internal sealed partial record Provocation
{
    /// <summary>The numbers of users that the examples name: 1 is asked for, 4 has what 1 wants to have.</summary>
    private const string Other = "4";

    private static readonly int[] Injected = [400, 401, 403, 404, 429, 500, 503];

    /// <summary>What is done in the sandbox first.</summary>
    public Func<TestSandbox, Task> ArrangeAsync { get; init; } = _ => Task.CompletedTask;

    public static IEnumerable<Provocation> OfExamples(Asked vendor, Operation operation)
    {
        Provocation Case(string name, Func<Provocation, TestSandbox, Request> how) => new(name, operation, vendor, how);

        foreach (var status in Injected)
        {
            yield return Case($"a fault {status}", (p, s) => p.Good(s)) with
            {
                ArrangeAsync = s => s.ArrangeAsync("POST", "/faults", $$"""{"kind":"status","status":{{status}}}"""),
            };
        }

        yield return Case("over the limit", (p, s) => p.Good(s)) with
        {
            Twice = true,
            ArrangeAsync = s => LimitedAsync(s, vendor),
        };
        foreach (var credential in vendor.Vendor.Issue("any").Index().Skip(1).Select(c => c.Index))
        {
            yield return Case(
                "another credential",
                (p, s) =>
                    p.Good(s) with
                    {
                        Headers =
                        [
                            .. vendor.Vendor.Issue(s.Name)[credential].Headers,
                            .. vendor.Api.AskedBy,
                            Named(s),
                            Json,
                        ],
                    }
            );
        }

        yield return Case(
            "a version that is not there",
            (p, s) => p.Good(s) with { Headers = [.. p.Good(s).Headers, new("Accept", "*/*; version=3")] }
        );
        yield return Case("an absent id", (p, s) => p.Good(s, "absent-id"));
        yield return Case("beyond the last page", (p, s) => p.Aimed(s, t => t + "?page=999"));
        yield return Case("beyond the largest page", (p, s) => p.Aimed(s, t => t + "?pageSize=1001"));
        if (operation.Body is null)
            yield break;
        var over = Encoding.UTF8.GetBytes($$"""{"mockField":"{{new string('x', 1 << 20)}}"}""");
        yield return Case("too large", (p, s) => p.Good(s) with { Body = over });
        yield return Case("no word that is known", (p, s) => p.With(s, "gender", "invalid"));
        yield return Case("no name", (p, s) => p.With(s, "profile", new JsonObject { ["name"] = 42 }));
        yield return Case("no number", (p, s) => p.With(s, "mobileNumber", "12345"));
        yield return Case("an empty list", (p, s) => p.With(s, "propertyKeys", new JsonArray()));
        foreach (var example in Examples.Requests(vendor, operation).Select(e => e.Value).ToList())
        {
            foreach (var field in (string[])["email", "mobileNumber"])
            {
                if (!example.TryGetProperty(field, out var value))
                    continue;
                yield return Case(
                    $"another's {field}",
                    (p, s) => p.Good(s) with { Body = Encoding.UTF8.GetBytes(example.GetRawText()) }
                ) with
                {
                    ArrangeAsync = s =>
                        s.MockAsync(
                            "PUT",
                            $"/users/{vendor.Slug}/{Other}",
                            $$"""{"{{field}}":{{value.GetRawText()}}}"""
                        ),
                };
            }
        }
    }

    private static async Task LimitedAsync(TestSandbox sandbox, Asked vendor)
    {
        await sandbox.ArrangeAsync("POST", "/clock", """{"freeze":true}""");
        await sandbox.MockAsync("PUT", $"/limits/{vendor.Slug}", """{"requests":1,"window":"PT1S"}""");
    }
}
