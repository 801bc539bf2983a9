using System.Text.Json;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A refusal was explained by the users of the moment in which it was read: a user that had been created since was
/// never missing, and one that had been deleted since had never been there.
/// </summary>
public sealed class CauseThatWentAwayTests(MockFixture mock)
{
    private const string Key = "987654";
    private const string Missing = "the id of a user that exists";

    public static TheoryData<string> Vendors => [.. MockFixture.Contracts.Select(v => v.Slug)];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Diagnosis_OfAUserThatWasCreatedSince_SaysThatItWasMissing(string slug)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync("""{"population":20}""");
        var calls = new UserCalls(sandbox, vendor);
        var answer = await calls.ReadAsync(Key);
        answer.Status.ShouldBeInRange(400, 499);
        var atOnce = await DiagnosisAsync(calls, answer);

        await calls.SeededAsync(key: Key);

        var later = await DiagnosisAsync(calls, answer);
        var problem = later.GetProperty("problems")[0];
        problem.GetProperty("expected").GetString().ShouldBe(Missing);
        problem.GetProperty("actual").GetString().ShouldBe($"\"{Key}\"");
        problem.GetProperty("suggestion").GetString().ShouldBe("A user with this id exists now.");
        var first = atOnce.GetProperty("summary").GetString()!;
        later.GetProperty("summary").GetString().ShouldBe(Sentence(first) + " A user with this id exists now.");
        later.GetProperty("party").GetString().ShouldBe(atOnce.GetProperty("party").GetString());
        var curl = ShellCurl.Parse(later.GetProperty("curl").GetString()!);
        curl.Target.ShouldContain(Key);
        (await mock.Wire(vendor).SendAsync(curl.Method, curl.Target, curl.Headers, curl.Body)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Diagnosis_OfAUserThatWasDeletedSince_DoesNotSayThatItWasMissing()
    {
        var sandbox = await mock.SandboxAsync("""{"population":20}""");
        var calls = new UserCalls(sandbox, mock.Vendor("volt-mx"));
        await calls.SeededAsync("""{"email":"taken@example.com"}""", "900001");
        await calls.SeededAsync(key: Key);
        var body = UserCalls.Minimal(calls.Vendor);
        body["email"] = "taken@example.com";
        var answer = await calls.UpdateAsync(body.ToJsonString(), Key);
        answer.Status.ShouldBe(400, answer.Text);
        var atOnce = await DiagnosisAsync(calls, answer);

        await sandbox.ArrangeAsync("DELETE", $"/users/volt-mx/{Key}");

        var later = await DiagnosisAsync(calls, answer);
        later.GetProperty("problems").GetRawText().ShouldBe(atOnce.GetProperty("problems").GetRawText());
        later.GetProperty("problems").GetRawText().ShouldNotContain(Missing);
    }

    // Without the sentence on the user that the curl reads instead, which is not the cause.
    private static string Sentence(string summary) =>
        summary[..(summary.IndexOf($"\"{Key}\".", StringComparison.Ordinal) + Key.Length + 3)];

    private static async Task<JsonElement> DiagnosisAsync(UserCalls calls, WireAnswer answer) =>
        (await calls.EntryAsync(answer)).GetProperty("diagnosis");
}
