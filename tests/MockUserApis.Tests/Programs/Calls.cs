using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Programs;

/// <summary>What the clients are told to read: population user 1 of each vendor, with its credential.</summary>
internal static class Calls
{
    /// <summary>A read of each vendor, each answered with 200.</summary>
    public static string AllRead => string.Concat(MockFixture.Contracts.Select(_ => "200\n"));

    /// <param name="root">Where a vendor is.</param>
    public static async Task<string> OfAsync(MockProcess mock, Func<Vendor, string> root)
    {
        var calls = new JsonArray();
        foreach (var vendor in MockFixture.Contracts)
        {
            var listed = $"/_mock/sandboxes/default/users/{vendor.Slug}?limit=1&view=keyed";
            var key = (await mock.Control.SendAsync("GET", listed)).Json[0].GetProperty("key").GetString()!;
            var headers = new JsonObject();
            foreach (var (name, value) in mock.Credential(vendor.Slug))
                headers[name] = value;
            calls.Add(
                new JsonObject { ["url"] = root(vendor) + TestSandbox.UserTarget(vendor, key), ["headers"] = headers }
            );
        }

        return calls.ToJsonString();
    }

    /// <summary>The vendors that the journal has a request of, and over what.</summary>
    public static async Task<IReadOnlyList<string>> SeenAsync(MockProcess mock)
    {
        var har = await mock.Control.SendAsync("GET", "/_mock/sandboxes/default/requests?format=har");
        return
        [
            .. har
                .Json.GetProperty("log")
                .GetProperty("entries")
                .EnumerateArray()
                .Select(e => new Uri(e.GetProperty("request").GetProperty("url").GetString()!))
                .Select(u => u.GetLeftPart(UriPartial.Authority)),
        ];
    }
}
