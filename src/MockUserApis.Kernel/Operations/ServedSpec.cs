using System.Text.Json;
using System.Text.RegularExpressions;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A spec as the mock serves it: the same text, its <c>servers</c> set to this mock.</summary>
internal static partial class ServedSpec
{
    public static string Yaml(Vendor vendor, Addresses addresses)
    {
        var servers = $"servers:\n  - url: {addresses.Url(vendor)}\n    description: This mock.\n"
            + $"  - url: {addresses.PrefixUrl(vendor)}\n    description: This mock, by prefix.\n";
        return ServersBlock().Replace(vendor.Api.Contract.Yaml, _ => servers, 1);
    }

    public static byte[] Json(Vendor vendor, Addresses addresses) => RawJson.Write(json =>
    {
        json.WriteStartObject();
        foreach (var member in vendor.Api.Contract.Document.EnumerateObject())
        {
            if (member.Name != "servers")
            {
                member.WriteTo(json);
                continue;
            }

            json.WriteStartArray("servers");
            Server(json, addresses.Url(vendor), "This mock.");
            Server(json, addresses.PrefixUrl(vendor), "This mock, by prefix.");
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
