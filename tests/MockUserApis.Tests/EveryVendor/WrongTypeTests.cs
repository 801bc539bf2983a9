using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>Each value of each operation's first example, at any depth, replaced by values of other types.</summary>
public sealed class WrongTypeTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Body_WrongTypeAtAnyDepth_IsRefusedAndNamed(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        var problems = new List<string>();
        var body = mock.Api(slug).Contract[operation].Body!;
        foreach (var mutation in Mutations.Of(body, calls.Good).Where(m => m.MustBeRefused))
        {
            var name = $"{mutation.Pointer} = {mutation.Sent}";
            var answer = await calls.SendAsync(Encoding.UTF8.GetBytes(mutation.Body));
            if (await calls.ProblemAsync(name, answer) is { } problem)
                problems.Add(problem);
            else if (
                !(await calls.EntryAsync(answer))
                    .GetProperty("findings")
                    .EnumerateArray()
                    .Any(f =>
                        f.GetProperty("refused").GetBoolean() && f.GetProperty("pointer").ValueEquals(mutation.Pointer)
                    )
            )
            {
                problems.Add(
                    $"{name}: no finding names the pointer: {(await calls.EntryAsync(answer)).GetProperty("findings")}"
                );
            }
        }

        problems.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public Task Body_AnyValueAnywhere_NeverBreaksTheMock(string slug, string operation) =>
        NeverBreaksAsync(slug, operation, "strict");

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public Task Body_AnyValueAnywhereLenient_NeverBreaksTheMock(string slug, string operation) =>
        NeverBreaksAsync(slug, operation, "lenient");

    // Sending checks each answer against the spec; 500 may be declared, so it is looked at here.
    private async Task NeverBreaksAsync(string slug, string operation, string profile)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation, profile);
        var problems = new List<string>();
        var body = mock.Api(slug).Contract[operation].Body!;
        var mutations = Mutations.Of(body, calls.Good).Where(m => profile == "lenient" || !m.MustBeRefused);
        foreach (var mutation in mutations)
        {
            calls.MayDepart = profile == "lenient" && !mutation.Fits;
            try
            {
                var answer = await calls.SendAsync(Encoding.UTF8.GetBytes(mutation.Body));
                if (answer.Status >= 500)
                    problems.Add($"{mutation.Pointer} = {mutation.Sent}: {answer.Status} {answer.Text}");
                if (answer.Status < 300)
                    await calls.ReadAsync();
            }
            catch (ShouldAssertException broken)
            {
                problems.Add($"{mutation.Pointer} = {mutation.Sent}: {broken.Message}");
            }
        }

        problems.ShouldBeEmpty();
    }
}
