using System.Text.Json;

namespace MockUserApis.Tests.Support;

/// <summary>What GET /_mock/health?verbose says is held.</summary>
internal static class Holdings
{
    public static async Task<long> HoldingAsync(this Server server, string what)
    {
        var answer = await server.Control.SendAsync("GET", "/_mock/health?verbose");
        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.TryGetProperty("held", out var held).ShouldBeTrue(answer.Text);
        var found = held.EnumerateArray().Single(h => h.GetProperty("what").GetString() == what);
        return found.GetProperty("now").GetInt64();
    }
}
