namespace MockUserApis.Tests.Commands;

/// <summary><c>vendors</c>: the table, and what is assumed of each vendor.</summary>
public sealed class VendorsCommandTests
{
    [Fact]
    [Runs("vendors")]
    public async Task Vendors_Listed_HaveARowEachWithPortOperationAndCredential()
    {
        var run = await CommandRun.RunAsync("vendors");

        run.Code.ShouldBe(0, run.Errors);
        run.Errors.ShouldBeEmpty();
        foreach (var vendor in MockFixture.Contracts)
        {
            var row = run.Lines.Single(l => l.StartsWith(vendor.Slug + " ", StringComparison.Ordinal));
            row.ShouldContain($"+{vendor.PortOffset} ");
            row.ShouldContain($"{vendor.Api.Updating.Method} ");
            row.ShouldContain(vendor.Api.Updating.Path);
            row.ShouldContain($" {Assumed(vendor).Count} assumed ");
            foreach (var (name, value) in vendor.Issue("default")[0].Headers)
                row.ShouldContain($"{name}: ");
        }
    }

    [Fact]
    [Runs("vendors", "--assumed")]
    public async Task Vendors_Assumed_AreAllRulesThatNobodyOutsideKnowsEachWithItsReason()
    {
        var run = await CommandRun.RunAsync("vendors", "--assumed");

        run.Code.ShouldBe(0, run.Errors);
        var vendors = MockFixture.Contracts;
        for (var i = 0; i < vendors.Count; i++)
        {
            var from = run.Lines.ToList().IndexOf(vendors[i].Title);
            from.ShouldBeGreaterThanOrEqualTo(0, vendors[i].Title);
            var rules = run.Lines.Skip(from + 1).TakeWhile(l => l.StartsWith("  ", StringComparison.Ordinal)).ToList();
            rules.ShouldBe(
                Assumed(vendors[i])
                    .OrderBy(r => r.Name, StringComparer.Ordinal)
                    .Select(r => $"  {r.Name, -44} {r.Reason}"),
                vendors[i].Slug
            );
            Assumed(vendors[i]).ShouldAllBe(r => r.Reason.Length > 0, vendors[i].Slug);
        }
    }

    private static IReadOnlyList<Rule> Assumed(Vendor vendor) =>
        [.. vendor.Api.Ledger.Where(r => r.Evidence == Evidence.ASSUMED)];
}
