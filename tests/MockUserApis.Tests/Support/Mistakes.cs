using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>A request that a vendor takes, to spoil in one place.</summary>
internal static class Mistakes
{
    /// <summary>The spec's update example for the user of this key; changed enough that a read shows it.</summary>
    public static string ValidBody(Asked vendor, string key)
    {
        var update = vendor.Api.Updating;
        var media = update.Json.GetProperty("requestBody").GetProperty("content").EnumerateObject().First().Value;
        var body = JsonNode
            .Parse(media.GetProperty("examples").EnumerateObject().First().Value.GetProperty("value").GetRawText())!
            .AsObject();
        var id = update.Parameters.First(p => p.In == "path").Name;
        if (body.ContainsKey(id))
            body[id] = key;
        return body.ToJsonString();
    }
}
