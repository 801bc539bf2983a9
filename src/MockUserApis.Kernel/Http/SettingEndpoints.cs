using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>A vendor's server settings in one sandbox, by name.</summary>
internal static class SettingEndpoints
{
    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control)
    {
        sandbox.MapGet("/settings/{slug}", (string sandbox, string slug) => View(control.Sandbox(sandbox), control.Vendor(slug)))
            .WithSummary("A vendor's server settings in this sandbox.").Produces<JsonElement>().ProducesProblem(404);
        sandbox.MapPut("/settings/{slug}", async Task<IResult> (string sandbox, string slug, HttpContext http, CancellationToken _) =>
        {
            var (box, vendor) = (control.Sandbox(sandbox), control.Vendor(slug));
            var body = await Ask.Json(http, Example(vendor));
            if (body.ValueKind != JsonValueKind.Object) throw RefusedException.Bad($"The body is {ShownValue.Of(body)}. Send for example {Example(vendor)}.");
            // All of them before any is set: a mistake in one changes none.
            var read = body.EnumerateObject().Select(member => Read(vendor, member)).ToList();
            foreach (var (setting, text) in read) box.Set(vendor, setting.Name, text);
            return View(box, vendor);
        }).WithSummary("Changes some of them.").Accepts<JsonElement>("application/json").Produces<JsonElement>().ProducesProblem(400).ProducesProblem(404);
    }

    private static string Example(Vendor vendor) =>
        vendor.Settings is [var first, ..] ? $"{{\"{first.Name}\":{first.Example}}}" : "{}";

    private static (Setting Setting, string Text) Read(Vendor vendor, JsonProperty member)
    {
        var known = vendor.Settings.Select(s => s.Name);
        var found = vendor.Settings.FirstOrDefault(s => s.Name == member.Name);
        var setting = Ask.Known(found, "setting", member.Name, known);
        try
        {
            return (setting, setting.Read(member.Value));
        }
        catch (FormatException error)
        {
            throw RefusedException.Bad(error.Message);
        }
    }

    private static IResult View(Sandbox sandbox, Vendor vendor) =>
        TypedResults.Bytes(RawJson.Write((sandbox, vendor), static (json, v) =>
        {
            json.WriteStartObject();
            foreach (var setting in v.vendor.Settings)
            {
                json.WritePropertyName(setting.Name);
                setting.Write(json, v.sandbox.Setting(v.vendor, setting));
            }

            json.WriteEndObject();
        }), "application/json");
}
