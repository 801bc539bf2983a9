using System.Text.Json;
using System.Text.RegularExpressions;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;

namespace MockUserApis.Kernel.Operations;

/// <summary>A spec as the mock serves it: the same text, its <c>servers</c> set to this mock.</summary>
internal static partial class ServedSpec
{
    public static string Yaml(Api api, Addresses addresses)
    {
        var servers =
            $"servers:\n  - url: {addresses.Url(api.Vendor)}\n    description: This mock.\n"
            + $"  - url: {addresses.PrefixUrl(api.Vendor)}\n    description: This mock, by prefix.\n";
        return ServersBlock().Replace(api.Contract.Yaml, _ => servers, 1);
    }

    public static byte[] Json(Api api, Addresses addresses) =>
        RawJson.Write(json =>
        {
            json.WriteStartObject();
            foreach (var member in api.Contract.Document.EnumerateObject())
            {
                if (member.Name != "servers")
                {
                    member.WriteTo(json);
                    continue;
                }

                json.WriteStartArray("servers");
                Server(json, addresses.Url(api.Vendor), "This mock.");
                Server(json, addresses.PrefixUrl(api.Vendor), "This mock, by prefix.");
                json.WriteEndArray();
            }

            json.WriteEndObject();
        });

    private static void Server(Utf8JsonWriter json, string url, string description)
    {
        json.WriteStartObject();
        json.WriteString("url", url);
        json.WriteString("description", description);
        json.WriteEndObject();
    }

    [GeneratedRegex(@"^servers:\n(?:[ #-].*\n|\n)+", RegexOptions.Multiline)]
    private static partial Regex ServersBlock();
}
