using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>A sandbox's users, in the vendor's own shape.</summary>
internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control)
    {
        sandbox.MapGet("/users/{slug}", (string sandbox, string slug, HttpContext http) => List(control.Sandbox(sandbox), control.Vendor(slug), http))
            .WithSummary("Users in order, after a key; Link and X-Total-Count tell the rest. view=keyed gives {key, user} each.").Produces<JsonElement>().ProducesProblem(400).ProducesProblem(404);
        sandbox.MapGet("/users/{slug}/{key}", (string sandbox, string slug, string key) => Shown(control.Sandbox(sandbox), control.Vendor(slug), key))
            .WithSummary("One user as the vendor shows it.").Produces<JsonElement>().ProducesProblem(404);
        sandbox.MapPut("/users/{slug}/{key}", async (string sandbox, string slug, string key, HttpContext http) =>
        {
            var (box, vendor) = (control.Sandbox(sandbox), control.Vendor(slug));
            var body = await Ask.Json(http, """{"email":"ada@example.com"}""");
            var user = Seeding.Put(box, vendor, Unescape(key), body);
            return TypedResults.Bytes(vendor.Api.Show(user.Document, box), "application/json");
        }).WithSummary("Seeds a user: what the body leaves out is generated.").Accepts<JsonElement>("application/json").Produces<JsonElement>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        sandbox.MapPatch("/users/{slug}/{key}", async (string sandbox, string slug, string key, HttpContext http) =>
        {
            var (box, vendor) = (control.Sandbox(sandbox), control.Vendor(slug));
            var body = await Ask.Json(http, """{"email":"ada@example.com"}""");
            var user = Seeding.Patch(box, vendor, Find(box, vendor, key), Unescape(key), body);
            return TypedResults.Bytes(vendor.Api.Show(user.Document, box), "application/json");
        }).WithSummary("Changes a user where the body says so; what it leaves out stays.").Accepts<JsonElement>("application/json").Produces<JsonElement>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        sandbox.MapDelete("/users/{slug}/{key}", (string sandbox, string slug, string key) =>
        {
            var box = control.Sandbox(sandbox);
            var vendor = control.Vendor(slug);
            box.Users(vendor).Delete(Find(box, vendor, key), box.Clock.GetUtcNow(), revivable: false);
            return TypedResults.NoContent();
        }).WithSummary("Removes a user for good.").Produces(204).ProducesProblem(404);
    }

    private static StoredUser Find(Sandbox sandbox, Vendor vendor, string key) => sandbox.Users(vendor).FindKey(Unescape(key))
        ?? throw RefusedException.NotFound("user", $"Sandbox \"{sandbox.Name}\" has no {vendor.Slug} user \"{Unescape(key)}\". PUT the same address to make one.");

    // Routing leaves %2F as it came.
    private static string Unescape(string key) => key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static IResult Shown(Sandbox sandbox, Vendor vendor, string key) =>
        TypedResults.Bytes(vendor.Api.Show(Find(sandbox, vendor, key).Document, sandbox), "application/json");

    private static IResult List(Sandbox sandbox, Vendor vendor, HttpContext http)
    {
        var limit = Ask.Number(http, "limit", 25, 1000);
        var after = http.Request.Query["after"] is [{ Length: > 0 } key] ? Find(sandbox, vendor, key).Ordinal : 0;
        var store = sandbox.Users(vendor);
        var page = store.Scan(after).Take(limit + 1).ToList();
        if (page.Count > limit)
        {
            page.RemoveAt(limit);
            // A user may have no key to go on from: it opens the next page.
            var named = page.FindLastIndex(u => Population.ValueOf(u.Document, store.Recipe.Indexes[0]) is not null);
            if (named >= 0)
            {
                page.RemoveRange(named + 1, page.Count - named - 1);
                var last = Population.ValueOf(page[named].Document, store.Recipe.Indexes[0])!;
                http.Response.Headers.Link = $"<{http.Request.Path}?limit={limit}&after={Uri.EscapeDataString(last)}>; rel=\"next\"";
            }
        }

        http.Response.Headers["X-Total-Count"] = store.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var keyed = http.Request.Query["view"] == "keyed";
        var (index, api) = (store.Recipe.Indexes[0], vendor.Api);
        var shown = page
            .Select(u => (Key: Population.ValueOf(u.Document, index), User: api.Show(u.Document, sandbox))).ToList();
        return TypedResults.Bytes(RawJson.Write((shown, keyed), static (json, list) =>
        {
            json.WriteStartArray();
            foreach (var (key, user) in list.shown)
            {
                if (list.keyed)
                {
                    json.WriteStartObject();
                    json.WriteString("key", key);
                    json.WritePropertyName("user");
                }

                json.WriteRawValue(user.Span, skipInputValidation: true);
                if (list.keyed) json.WriteEndObject();
            }

            json.WriteEndArray();
        }), "application/json");
    }
}
