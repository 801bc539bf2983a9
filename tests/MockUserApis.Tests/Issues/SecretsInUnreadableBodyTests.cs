namespace MockUserApis.Tests.Issues;

/// <summary>
/// A body with half a surrogate pair parses, and throws when it is read: redacting it was a bare 500.
/// </summary>
public sealed class SecretsInUnreadableBodyTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(BodyCalls.OperationsWithSecrets), MemberType = typeof(BodyCalls))]
    public async Task Body_HalfASurrogatePairBesideSecrets_IsRefusedAndJournaled(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        foreach (var body in new[] { "{\"mock\\ud83d\":1}", "{\"mock\":\"\\ude00\"}" })
        {
            (
                await calls.ProblemAsync(body, await calls.SendAsync(System.Text.Encoding.UTF8.GetBytes(body)))
            ).ShouldBeNull();
        }
    }
}
