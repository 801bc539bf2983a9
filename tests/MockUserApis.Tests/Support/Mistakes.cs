using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>A request that a vendor takes, to spoil in one place.</summary>
internal static class Mistakes
{
    /// <summary>The spec's update example for the user of this key; changed enough that a read shows it.</summary>
    public static string ValidBody(Asked vendor, string key)
    {
        var update = vendor.Api.Updating;
        var body = JsonNode.Parse(Examples.Requests(vendor, update)[0].Value.GetRawText())!.AsObject();
        var id = update.Parameters.First(p => p.In == "path").Name;
        if (body.ContainsKey(id))
            body[id] = key;
        return body.ToJsonString();
    }
}
