using System.Text.Json;

namespace MockUserApis.Tests.Vendors.Foldspace;

public sealed class PopulationTests(MockFixture mock)
{
    [Fact]
    public async Task User_IdentifyId_LeadsBackToIt()
    {
        var users = (await mock.SandboxAsync("""{"population":150}""")).Inside.Users(mock.Vendor("foldspace"));
        foreach (var user in users.Scan()) users.FindKey(user.Document.Text("identifyId")!)!.Value.Ordinal.ShouldBe(user.Ordinal);
    }

    // Bogus knows O'Connells and Jr.s, the vendor's pattern does not.
    [Fact]
    public async Task User_Generated_HoldsTheVendorsOwnContract()
    {
        var vendor = mock.Vendor("foldspace");
        var sandbox = (await mock.SandboxAsync("""{"population":300}""")).Inside;
        var schema = vendor.Api.Contract["getUser"].AnswerFor(200)!.Content["application/json"]!;
        foreach (var user in sandbox.Users(vendor).Scan())
        {
            using var shown = JsonDocument.Parse(vendor.Api.Show(user.Document, sandbox));
            SchemaCheck.Response(schema, shown.RootElement).ShouldBeEmpty();
        }
    }
}
