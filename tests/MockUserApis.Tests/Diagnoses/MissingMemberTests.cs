using System.Text.Json;
using MockUserApis.Tests.Apis.Contoso;

namespace MockUserApis.Tests.Diagnoses;

/// <summary>A refusal names what was missing by its kind: an account is no user.</summary>
public sealed class MissingMemberTests : ContosoRun
{
    [Theory]
    [InlineData("GET", "/accounts/a99", "path /id: expected the id of an account that exists, got \"a99\".")]
    [InlineData("DELETE", "/accounts/a99", "path /id: expected the id of an account that exists, got \"a99\".")]
    [InlineData("GET", "/users/c99", "path /id: expected the id of a user that exists, got \"c99\".")]
    public async Task Diagnosis_OfAMissingMember_NamesItsKind(string method, string path, string why)
    {
        var box = await SandboxAsync();

        (await CallAsync(box, method, path)).Status.ShouldBe(404);

        (await SummaryAsync(box)).ShouldStartWith(why);
    }

    [Fact]
    public async Task Diagnosis_AfterTheMemberWasMade_SaysThatItIsThereNow()
    {
        var box = await SandboxAsync();
        (await CallAsync(box, "GET", "/accounts/a99")).Status.ShouldBe(404);
        await box.ArrangeAsync("PUT", "/collections/contoso/accounts/a99", """{"domain":"d99"}""");

        (await SummaryAsync(box)).ShouldContain("An account with this id exists now.");
    }

    [Fact]
    public async Task Curl_OfAReadOfAMissingMember_ReadsOneThatExists()
    {
        var box = await SandboxAsync();
        (await CallAsync(box, "GET", "/accounts/a99")).Status.ShouldBe(404);

        var diagnosis = await DiagnosisAsync(box);

        diagnosis
            .GetProperty("summary")
            .GetString()
            .ShouldEndWith("The curl reads another account, \"a1\", which exists.");
        diagnosis.GetProperty("curl").GetString()!.ShouldContain("/accounts/a1'");
    }

    private static async Task<string> SummaryAsync(TestSandbox box) =>
        (await DiagnosisAsync(box)).GetProperty("summary").GetString()!;

    private static async Task<JsonElement> DiagnosisAsync(TestSandbox box)
    {
        var list = await box.ArrangeAsync("GET", "/requests");
        var entry = await box.ArrangeAsync("GET", "/requests/" + list.Json[0].GetProperty("id"));
        return entry.Json.GetProperty("diagnosis");
    }
}
