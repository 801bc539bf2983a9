using System.Text.Json;
using MockUserApis.Kernel.Operations;
using static MockUserApis.Kernel.Http.ControlRoute;
using static MockUserApis.Kernel.Http.RouteHandlers;

namespace MockUserApis.Kernel.Http;

/// <summary>Users and the other collections of a vendor.</summary>
internal static class MemberRoutes
{
    private const string User = """{"email":"ada@example.com"}""";

    public static IEnumerable<ControlRoute> All =>
        [
            .. OfMembers("/sandboxes/{sandbox}/users/{slug}", "user", "Users"),
            Json(
                "GET",
                "/sandboxes/{sandbox}/collections/{slug}",
                "A vendor's collections, the users first: how many members each has, and how many differ.",
                call => MemberOperations.CollectionsAsync(call.Sandbox, call.Vendor),
                404
            ),
            .. OfMembers("/sandboxes/{sandbox}/collections/{slug}/{collection}", "member", "Members of a collection"),
        ];

    private static IEnumerable<ControlRoute> OfMembers(string path, string one, string all) =>
        [
            new(
                ["GET"],
                path,
                $"{all} in order, after a key; Link and X-Total-Count tell the rest. view=keyed gives {{key, "
                    + $"changed, {one}}} each, "
                    + "q=TEXT those whose values have its words, a name, an e-mail address or an id.",
                Members
            )
            {
                Answers = [Answer<JsonElement>(200), .. Problems(400, 404)],
            },
            Written(
                "GET",
                path + "/{key}",
                $"One {one} as the vendor shows it.",
                call => MemberOperations.ShowAsync(call.Sandbox, call.Resource, call.Key),
                404
            ),
            Written(
                "PUT",
                path + "/{key}",
                $"Seeds a {one}: what the body leaves out is generated.",
                Example,
                (call, body) => MemberOperations.PutAsync(call.Sandbox, call.Resource, call.Key, body),
                400,
                404,
                409
            ),
            Written(
                "PATCH",
                path + "/{key}",
                $"Changes a {one} where the body says so; what it leaves out stays.",
                Example,
                (call, body) => MemberOperations.PatchAsync(call.Sandbox, call.Resource, call.Key, body),
                400,
                404,
                409
            ),
            Done(
                "DELETE",
                path + "/{key}",
                $"Removes a {one} for good.",
                call => MemberOperations.RemoveAsync(call.Sandbox, call.Resource, call.Key),
                404
            ),
        ];

    private static string Example(Call call) => call.Resource.Recipe == call.Vendor.Recipe ? User : "{}";
}
