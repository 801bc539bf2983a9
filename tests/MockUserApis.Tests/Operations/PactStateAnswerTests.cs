using System.Text.Json;

namespace MockUserApis.Tests.Operations;

/// <summary>A state answers with the user it made, so that a verifier can put its values into a request.</summary>
public class PactStateAnswerTests(MockFixture mock)
{
    private static readonly string[] Ours = ["state", "action", "sandbox"];

    public static TheoryData<string, string> AboutAUser =>
        [
            .. MockFixture.Known.SelectMany(v =>
                new (string, string)[] { (v.Slug, "a user exists"), (v.Slug, "the user was deleted") }
            ),
        ];

    [Theory]
    [MemberData(nameof(AboutAUser))]
    public async Task EveryVendor_StateAboutAUser_AnswersItsScalarsAsTheVendorShowsThem(string slug, string state)
    {
        var sandbox = await mock.SandboxAsync();
        var shown = (await sandbox.ArrangeAsync("PUT", $"/users/{slug}/4242")).Json;
        var user = shown.TryGetProperty("user", out var inside) ? inside : shown;

        var body = $$$"""{"state":"{{{state}}}","params":{"id":"4242"}}""";
        var answer = (await sandbox.ArrangeAsync("POST", $"/pact-states?vendor={slug}", body)).Json;

        answer.GetProperty("state").GetString().ShouldBe(state);
        var told = answer
            .EnumerateObject()
            .Where(m => !Ours.Contains(m.Name))
            .ToDictionary(m => m.Name, m => m.Value.ToString());
        told.ShouldNotBeEmpty();
        var scalars = user.EnumerateObject()
            .Where(m => m.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null));
        told.Keys.ShouldBe(scalars.Select(m => Ours.Contains(m.Name) ? "user_" + m.Name : m.Name), ignoreOrder: true);
    }

    [Fact]
    public async Task FieldWithANameOfTheAnswers_IsToldUnderAnother()
    {
        var sandbox = await mock.SandboxAsync();

        const string body = """{"state":"a user exists","params":{"id":"7","state":"Ohio"}}""";
        var answer = (await sandbox.ArrangeAsync("POST", "/pact-states?vendor=volt-mx", body)).Json;

        answer.GetProperty("state").GetString().ShouldBe("a user exists");
        answer.GetProperty("user_state").GetString().ShouldBe("Ohio");
    }

    [Fact]
    public async Task StateOfNoVendorInParticular_AnswersTheUserOfTheFirstThatItFits()
    {
        var sandbox = await mock.SandboxAsync();

        const string body = """{"state":"a user exists","params":{"id":"ada","title":"CTO"}}""";
        var answer = (await sandbox.ArrangeAsync("POST", "/pact-states", body)).Json;

        answer.GetProperty("identifyId").GetString().ShouldBe("ada");
        answer.GetProperty("title").GetString().ShouldBe("CTO");
    }

    [Theory]
    [InlineData("""{"state":"no user exists","params":{"id":"4242"}}""")]
    [InlineData("""{"state":"the credential is revoked"}""")]
    [InlineData("""{"state":"a user exists","params":{"id":"4242"},"action":"teardown"}""")]
    public async Task WhatMakesNoUser_AnswersNone(string body)
    {
        var sandbox = await mock.SandboxAsync();

        var answer = (await sandbox.ArrangeAsync("POST", "/pact-states?vendor=user-com", body)).Json;

        answer.EnumerateObject().Select(m => m.Name).ShouldBe(Ours);
    }

    [Theory]
    [InlineData("a user exists", "V2 has no parameters: leave the state out, \"user-000001\" is there.")]
    [InlineData("no user exists", "V2 cannot say whom this state is about")]
    public async Task StateWithoutAnId_SaysWhatAPactWithoutParametersCanDo(string state, string advice)
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.MockAsync("POST", "/pact-states?vendor=gainsight-px", $$"""{"state":"{{state}}"}""");

        answer.Status.ShouldBe(400);
        var detail = answer.Json.GetProperty("detail").GetString()!;
        detail.ShouldContain("params.id");
        detail.ShouldContain(advice);
    }
}
