using System.Globalization;

namespace MockUserApis.Tests.Postgres;

/// <summary>Two nodes on one database asked at once: nothing is lost, given twice or exceeded.</summary>
public sealed class NodesAtOnceTests : TwoNodes
{
    [DatabaseFact]
    public async Task Updates_OfOneUserAtOnce_AreAllKept()
    {
        var px = MockFixture.Contracts.Single(v => v.Slug == "gainsight-px");
        await A.ArrangeAsync("box", "PUT", "/users/gainsight-px/ada", "{}");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(i =>
                    Nodes[i % 2]
                        .CallAsync(
                            px,
                            "box",
                            "PUT",
                            "/v1/users/ada",
                            $$$"""
                            {"identifyId":"ada","propertyKeys":["AP-1"],"customAttributes":{"a{{{i}}}":{{{i}}} }}
                            """
                        )
                )
        );
        answers.ShouldAllBe(a => a.Status == 204);
        var kept = (await B.CallAsync(px, "box", "GET", "/v1/users/ada")).Json.GetProperty("customAttributes");
        for (var i = 0; i < 24; i++)
            kept.GetProperty($"a{i}").GetInt32().ShouldBe(i);
    }

    [DatabaseFact]
    public async Task Email_WantedByManyAtOnce_IsGivenOnce()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    Nodes[i % 2]
                        .CallAsync(
                            VoltMx,
                            "box",
                            "POST",
                            "/api/v1/audience",
                            """{"firstName":"Ada","lastName":"Example","country":"India","email":"race@example.com"}"""
                        )
                )
        );
        answers.Count(a => a.Status is >= 200 and < 300).ShouldBe(1, string.Join(' ', answers.Select(a => a.Status)));
        answers.ShouldAllBe(a => a.Status < 500);
    }

    [DatabaseFact]
    public async Task Limit_OfManyNodes_LetsThroughWhatOneWould()
    {
        await A.ArrangeAsync("box", "PUT", "/limits/user-com", """{"requests":10,"window":"PT1H"}""");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i => Nodes[i % 2].CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/1/"))
        );
        answers.Count(a => a.Status == 200).ShouldBe(10);
        answers.Count(a => a.Status == 429).ShouldBe(30);
        (await B.ArrangeAsync("box", "GET", "/limits/user-com")).Json.GetProperty("requests").GetInt32().ShouldBe(10);
    }

    [DatabaseFact]
    public async Task Fault_ThreeTimes_ActsThreeTimesInAll()
    {
        await A.ArrangeAsync(
            "box",
            "POST",
            "/faults",
            """{"vendor":"user-com","kind":"status","status":502,"times":3}"""
        );
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i => Nodes[i % 2].CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/1/"))
        );
        answers.Count(a => a.Status == 502).ShouldBe(3);
        (await B.ArrangeAsync("box", "GET", "/faults")).Text.ShouldBe("[]");
    }

    [DatabaseFact]
    public async Task Names_AddedOnBothNodesAtOnce_HaveOneIdEach()
    {
        var names = Enumerable
            .Range(0, 40)
            .Select(i => "tag " + (i / 2).ToString(CultureInfo.InvariantCulture))
            .ToList();
        var ids = await Task.WhenAll(
            names.Select((name, i) => Task.Run(async () => (name, Id: await AddedAsync(i % 2, name))))
        );
        ids.Distinct().Count().ShouldBe(20);
        ids.Select(i => i.Id).Distinct().Order().ShouldBe(Enumerable.Range(101, 20).Select(i => (long)i));
    }

    private async Task<long> AddedAsync(int node, string name)
    {
        var sandbox = (await Nodes[node].Sandboxes.FindAsync("box"))!;
        return (await sandbox.References(UserCom, "test", 100, ["known"]).GetAsync(name)).Id;
    }
}
