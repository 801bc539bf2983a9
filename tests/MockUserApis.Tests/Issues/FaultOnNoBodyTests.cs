using System.Text;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A fault that breaks the body of an answer, on an answer that has none (204, HEAD), was an exception in the server: a
/// 500.
/// </summary>
public sealed class FaultOnNoBodyTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Truncate_OfAnAnswerWithoutBody_KeepsAllOfItBack(string slug)
    {
        var calls = await CallsAsync(slug, "truncate");
        var head = await RawAsync(calls, "HEAD", null);
        // A method that the vendor does not take uses up no fault.
        if (calls.Vendor.Api.AnswersHead)
            head.ShouldBeEmpty();
        else
            Wire.Parse(head).Status.ShouldBe(slug == "volt-mx" ? 400 : 405);
        await calls.Sandbox.ArrangeAsync("DELETE", "/faults");
        var before = (await calls.ReadAsync()).Text;
        await calls.Sandbox.ArrangeAsync("POST", "/faults", """{"kind":"truncate","times":1}""");
        var cut = await RawAsync(calls, calls.Update.Method, Body(calls));
        if (calls.Update.Answers.ContainsKey("204"))
            cut.ShouldBeEmpty();
        else
            Wire.Parse(cut).Status.ShouldBe(200);
        (await calls.ReadAsync()).Text.ShouldNotBe(before, "the change was made");
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task MalformedOrDrip_OfAnAnswerWithoutBody_LeavesItAsItIs(string slug)
    {
        var calls = await CallsAsync(slug, "malformed");
        var plain = Wire.Parse(await RawAsync(calls, "HEAD", null));
        await calls.Sandbox.ArrangeAsync("POST", "/faults", """{"kind":"drip","delay":"PT0.001S","times":1}""");
        var dripped = Wire.Parse(await RawAsync(calls, "HEAD", null));
        (plain.Status, plain.Body.Length).ShouldBe((dripped.Status, dripped.Body.Length));
        plain.Body.ShouldBeEmpty();
        plain.Status.ShouldBeLessThan(500);
        if (!calls.Update.Answers.ContainsKey("204"))
            return;
        await calls.Sandbox.ArrangeAsync("POST", "/faults", """{"kind":"malformed","times":1}""");
        (await calls.UpdateAsync(Encoding.UTF8.GetString(Body(calls)))).Status.ShouldBe(204);
    }

    private async Task<UserCalls> CallsAsync(string slug, string kind)
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor(slug));
        await calls.SeededAsync();
        await calls.Sandbox.ArrangeAsync("POST", "/faults", $$"""{"kind":"{{kind}}","times":1}""");
        return calls;
    }

    private Task<byte[]> RawAsync(UserCalls calls, string method, byte[]? body) =>
        mock.Wire(calls.Vendor)
            .RawAsync(
                KeptConnection.Bytes(
                    method,
                    calls.Target(),
                    [
                        .. calls.Sandbox.Credential(calls.Vendor),
                        new("Content-Type", "application/json"),
                        new("Connection", "close"),
                    ],
                    body
                )
            );

    private static byte[] Body(UserCalls calls) => Encoding.UTF8.GetBytes(Mistakes.ValidBody(calls.Vendor, calls.Key));
}
