using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MockUserApis.Kernel;

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
            if (body.ValueKind != JsonValueKind.Object) throw RefusedException.Bad($"The body is {SchemaCheck.Shown(body)}. Send for example {Example(vendor)}.");
            foreach (var member in body.EnumerateObject()) Check(vendor, member);
            foreach (var member in body.EnumerateObject()) box.Set(vendor, member.Name, member.Value.GetString()!);
            return View(box, vendor);
        }).WithSummary("Changes some of them.").Accepts<JsonElement>("application/json").Produces<JsonElement>().ProducesProblem(400).ProducesProblem(404);
    }

    private static string Example(Vendor vendor) => vendor.Settings is [var first, ..] ? $"{{\"{first.Name}\":\"{first.Choices[^1]}\"}}" : "{}";

    private static void Check(Vendor vendor, JsonProperty member)
    {
        var setting = Ask.Known(vendor.Settings.FirstOrDefault(s => s.Name == member.Name), "setting", member.Name, vendor.Settings.Select(s => s.Name));
        if (member.Value.ValueKind == JsonValueKind.String && setting.Choices.Contains(member.Value.GetString())) return;
        throw RefusedException.Bad($"{setting.Name} is {SchemaCheck.Shown(member.Value)}. Send one of {string.Join(", ", setting.Choices)}.");
    }

    private static IResult View(Sandbox sandbox, Vendor vendor) => TypedResults.Bytes(RawJson.Write((sandbox, vendor), static (json, v) =>
    {
        json.WriteStartObject();
        foreach (var setting in v.vendor.Settings) json.WriteString(setting.Name, v.sandbox.Setting(v.vendor, setting.Name));
        json.WriteEndObject();
    }), "application/json");
}
