using System.Text;

namespace MockUserApis.Tests.Issues;

/// <summary>A login that was sent to another operation of the vendor was journaled with its password.</summary>
public sealed class SecretsOfAnotherOperationTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(BodyCalls.OperationsBesideSecrets), MemberType = typeof(BodyCalls))]
    public async Task Journal_OfALoginSentElsewhere_HoldsNoPassword(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        foreach (
            var body in new[]
            {
                """{"userid":"mock","password":"tell-nobody"}""",
                """{"p\u0061ssword":"tell-nobody"}""",
                """{"password":"tell-nobody""",
                """["password","tell-nobody"]""",
            }
        )
        {
            var answer = await calls.SendAsync(Encoding.UTF8.GetBytes(body));
            (await calls.EntryAsync(answer)).GetRawText().ShouldNotContain("tell-nobody", Case.Sensitive, body);
        }
    }
}
