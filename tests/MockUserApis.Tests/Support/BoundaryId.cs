using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>One id, and each vendor's own way to make a user of it, read it, change it and delete it.</summary>
internal sealed class BoundaryId(TestSandbox sandbox, Vendor vendor, string id)
{
    private static readonly string[] OwnWay = ["gainsight-px", "user-com", "channel-talk", "foldspace", "volt-mx"];

    private readonly List<string> made = [];
    private string at = "";
    private long internalId;
    private int done;

    /// <summary>Whether the vendor has operations that make and delete a user of an id of the client's.</summary>
    public static bool IsFor(Vendor vendor) =>
        OwnWay.Contains(vendor.Slug)
        || (CreationOf(vendor) is not null && vendor.Api.Contract.Find(Target(vendor), "DELETE").Found);

    /// <summary>How many users the sandbox has.</summary>
    public async Task<long> CountAsync() =>
        (await sandbox.ArrangeAsync("GET", $"/collections/{vendor.Slug}")).Json[0].GetProperty("size").GetInt64();

    /// <summary>How many users the accepted creates should have made.</summary>
    public int Made => made.Distinct().Count();

    /// <summary>Turns to the next user that was made.</summary>
    public bool Next()
    {
        if (done == Made)
            return false;
        at = made.Distinct().ElementAt(done++);
        return true;
    }

    public async Task<WireAnswer> CreateAsync()
    {
        at = id;
        var answer = vendor.Slug switch
        {
            "gainsight-px" => await CallAsync("POST", "/v1/users", Px(id)),
            "user-com" => await CallAsync("POST", "/api/public/users/", UserCom(made.Count)),
            "channel-talk" => await CallAsync("PUT", "/open/v5/users/@" + Escaped(id), []),
            "foldspace" => await CallAsync("POST", "/v1/user", Foldspace(id)),
            "volt-mx" => await CallAsync("POST", "/api/v1/audience", Audience(made.Count)),
            _ => await CallAsync(Creation.Method, Creation.Path, Body(Creation, id)),
        };
        // Volt MX numbers its users itself, so that each create makes another.
        if (answer.Status is >= 200 and < 300)
            made.Add(IdOf(answer));
        if (vendor.Slug == "user-com" && answer.Status is >= 200 and < 300)
        {
            internalId = answer.Json.GetProperty("id").GetInt64();
        }

        return answer;
    }

    public Task<WireAnswer> ReadAsync() =>
        CallAsync(
            "GET",
            vendor.Slug switch
            {
                "gainsight-px" => "/v1/users/" + Escaped(at),
                "user-com" => UserComPath,
                "channel-talk" => "/open/v5/users/@" + Escaped(at),
                "foldspace" => "/v1/user/" + Escaped(at),
                "volt-mx" => "/api/v1/audience/" + Escaped(at),
                _ => Examples.Path(vendor.Api.Updating, at).Target,
            }
        );

    public Task<WireAnswer> UpdateAsync() =>
        vendor.Slug switch
        {
            "gainsight-px" => CallAsync("PUT", "/v1/users/" + Escaped(at), Px(at)),
            "user-com" => CallAsync("PUT", UserComPath, new() { ["first_name"] = "Ada" }),
            "channel-talk" => CallAsync("PUT", "/open/v5/users/@" + Escaped(at), []),
            "foldspace" => CallAsync("PUT", "/v1/user/" + Escaped(at), Foldspace(at)),
            "volt-mx" => CallAsync("PUT", "/api/v1/audience/" + Escaped(at), Audience(done - 1)),
            _ => CallAsync(
                vendor.Api.Updating.Method,
                Examples.Path(vendor.Api.Updating, at).Target,
                Body(vendor.Api.Updating, at)
            ),
        };

    public Task<WireAnswer> DeleteAsync() =>
        vendor.Slug switch
        {
            "gainsight-px" => CallAsync("DELETE", "/v1/users/" + Escaped(at)),
            "user-com" => CallAsync("DELETE", UserComPath),
            "channel-talk" => CallAsync("DELETE", "/open/v5/users/@" + Escaped(at)),
            "foldspace" => CallAsync("DELETE", "/v1/user", new() { ["identifyId"] = at }),
            "volt-mx" => CallAsync("POST", $"/api/v1/audience/{Escaped(at)}/delete"),
            _ => CallAsync("DELETE", Examples.Path(vendor.Api.Updating, at).Target),
        };

    // Of a vendor without a way of its own: the creation whose body takes the key.
    private Operation Creation => CreationOf(vendor)!;

    private string KeyField => KeyFieldOf(vendor);

    private static Operation? CreationOf(Vendor vendor) =>
        vendor.Api.Contract.Operations.FirstOrDefault(o =>
            o.Method == "POST" && o.Body?.Properties.Names.Contains(KeyFieldOf(vendor)) == true
        );

    private static string KeyFieldOf(Vendor vendor) => vendor.Recipe.Indexes[0].Field;

    private static string Target(Vendor vendor) => Examples.Path(vendor.Api.Updating).Target;

    private JsonObject Body(Operation operation, string key)
    {
        var body = JsonNode.Parse(Examples.Requests(vendor, operation)[0].Value.GetRawText())!.AsObject();
        if (operation.Body!.Properties.Names.Contains(KeyField))
            body[KeyField] = key;
        return body;
    }

    // Where the search stands, no user does: that one has User.com's own id still.
    private string UserComPath =>
        at == "search" && internalId > 0
            ? FormattableString.Invariant($"/api/public/users/{internalId}/")
            : $"/api/public/users-by-id/{Escaped(at)}/";

    private string IdOf(WireAnswer answer) =>
        vendor.Slug == "volt-mx" ? answer.Json.GetProperty("id").GetString()! : id;

    private static JsonObject Px(string id) => new() { ["identifyId"] = id, ["propertyKeys"] = new JsonArray("AP-1") };

    // Strict wants an e-mail address.
    private JsonObject UserCom(int number) => new() { ["user_id"] = id, ["email"] = $"ada{number}@example.com" };

    private static JsonObject Foldspace(string id) => new() { ["userType"] = "USER", ["identifyId"] = id };

    private static JsonObject Audience(int number) =>
        new()
        {
            ["firstName"] = "Ines",
            ["lastName"] = "Keller",
            ["country"] = "Germany",
            ["state"] = "",
            ["email"] = $"ines{number}@example.com",
        };

    private static string Escaped(string id) => Uri.EscapeDataString(id);

    private Task<WireAnswer> CallAsync(string method, string target, JsonObject? body = null)
    {
        // An id may be sent where the vendor gives its own.
        if (vendor.Slug == "volt-mx" && method == "POST" && body is not null)
            body["id"] = id;
        return sandbox.CallAsync(vendor, method, target, body?.ToJsonString(JsonSerializerOptions.Default));
    }
}
