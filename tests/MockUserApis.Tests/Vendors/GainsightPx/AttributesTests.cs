using System.Text.Json;

namespace MockUserApis.Tests.Vendors.GainsightPx;

/// <summary>The vendor's loader checks its columns against this list, and stops at one that is missing.</summary>
public sealed class AttributesTests(MockFixture mock)
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["STRING"] =
            "id accountId email firstName gender jobTitle lastName phone role subscriptionId "
            + "city continent countryCode countryName latitude longitude postalCode regionName stateCode stateName "
            + "street timeZone title coordinates.latitude coordinates.longitude aptrinsicId type",
        ["NUMBER"] = "numberOfVisits score",
        ["DATE_TIME"] = "firstVisitDate leadDate signUpDate lastSeenDate createDate lastModifiedDate",
        ["BOOLEAN"] = "guidedTours onboardingBot productUpdates surveys trackUsage",
    };

    [Theory]
    [InlineData("STRING")]
    [InlineData("NUMBER")]
    [InlineData("DATE_TIME")]
    [InlineData("BOOLEAN")]
    public async Task Attributes_OfAType_AreTheVendorsAndNoOthers(string type)
    {
        var listed = await ListedAsync();
        var names = listed.Where(a => Text(a, "type") == type && Text(a, "origin") == "DEFAULT");
        names.Select(a => Text(a, "apiName")).ShouldBe(Expected[type].Split(' '), ignoreOrder: true);
    }

    /// <summary>The loader adds these itself because the list lacks them; the key is <c>id</c>.</summary>
    [Theory]
    [InlineData("sfdcContactId")]
    [InlineData("globalUnsubscribe")]
    [InlineData("identifyId")]
    public async Task Attributes_NameThatTheListLacks_IsNotListed(string name) =>
        (await ListedAsync()).ShouldNotContain(a => Text(a, "apiName") == name);

    private async Task<JsonElement[]> ListedAsync()
    {
        var sandbox = await mock.SandboxAsync();
        var path = "/v1/admin/model/user/attributes";
        var answer = await sandbox.CallAsync(mock.Vendor("gainsight-px"), "GET", path);
        return [.. answer.Json.EnumerateArray()];
    }

    private static string? Text(JsonElement attribute, string name) => attribute.GetProperty(name).GetString();
}
