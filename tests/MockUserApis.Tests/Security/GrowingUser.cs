namespace MockUserApis.Tests.Security;

/// <summary>One user of each vendor on a measured server, and the requests that can be grown.</summary>
public sealed class GrowingUser(MeasuredServer server, int number)
{
    private const string PxSlug = "gainsight-px";

    public int Number => number;

    public Cost UserCom(string body, string action = "") =>
        server.Call("user-com", action == "" ? "PUT" : "POST", $"/api/public/users-by-id/{number}/{action}", body);

    /// <param name="members">An object, to which what the contract requires is added.</param>
    public Cost Px(string members)
    {
        var required = "{\"identifyId\":\"" + PxId + "\",\"propertyKeys\":[\"AP-1\"],";
        return server.Call(PxSlug, "PUT", $"/v1/users/{PxId}", required + members[1..]);
    }

    public Cost PxGet(string target, IEnumerable<string>? headers = null) =>
        server.Call(PxSlug, "GET", target, null, headers?.Select(h => KeyValuePair.Create(h, "value")));

    public Cost Channel(string body) =>
        server.Call("channel-talk", "PATCH", "/open/v5/users/" + Key("channel-talk"), body);

    /// <inheritdoc cref="Px"/>
    public Cost Foldspace(string members)
    {
        var key = Key("foldspace");
        var required = "{\"userType\":\"USER\",\"identifyId\":\"" + key + "\",";
        return server.Call("foldspace", "PUT", "/v1/user/" + key, required + members[1..]);
    }

    /// <inheritdoc cref="Px"/>
    public Cost VoltMx(string members)
    {
        const string required = """{"firstName":"A","lastName":"B","country":"India","email":"a@example.com",""";
        return server.Call("volt-mx", "PUT", $"/api/v1/audience/{number}", required + members[1..]);
    }

    /// <param name="rows">Of a CSV file, or of what is put behind the fields that its header must have.</param>
    public Cost VoltMxFile(string rows, string more = "", string type = "text/csv")
    {
        var file = $"email,firstName,lastName,country{more}\n{rows}";
        return server.Call("volt-mx", "POST", "/api/v1/audience/import", file, [new("Content-Type", type)]);
    }

    /// <summary>What it costs to explain the exchange.</summary>
    public Cost Diagnosed(Cost cost) =>
        server.Send("GET", "/_mock/sandboxes/default/requests/" + cost.Exchange, null, []);

    private string Key(string slug)
    {
        var vendor = server.Vendor(slug);
        var user = new Population(vendor.Recipe, vendor.Name, 1, 1000).At(number)!.Value.Document;
        return Population.ValueOf(user, vendor.Recipe.Indexes[0])!;
    }

    private string PxId => $"user-{number:000000}";
}
