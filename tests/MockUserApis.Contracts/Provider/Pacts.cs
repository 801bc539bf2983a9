using System.Text.Json.Nodes;

namespace MockUserApis.Contracts.Provider;

/// <summary>Pact files by hand, as consumers' tools of each specification write them.</summary>
internal static class Pacts
{
    private const string Key = "00000000-0000-4000-8000-000000000001";

    /// <summary>Of specification 4.</summary>
    public static string V4(string provider, params JsonObject[] interactions) => File(provider, "4.0", interactions);

    /// <summary>Of specification 2, whose states are text.</summary>
    public static string V2(string provider, params JsonObject[] interactions) => File(provider, "2.0.0", interactions);

    /// <summary>A read of a Gainsight PX user; 200 holds for a user that is there.</summary>
    public static JsonObject Read(
        string id,
        int status,
        string? description = null,
        bool pending = false,
        JsonArray? states = null
    )
    {
        var read = new JsonObject
        {
            ["type"] = "Synchronous/HTTP",
            ["description"] = description ?? $"a read of {id}",
            ["request"] = Request("GET", "/v1/users/" + id, ("X-APTRINSIC-API-KEY", Key)),
            ["response"] = new JsonObject { ["status"] = status },
        };
        if (pending)
            read["pending"] = true;
        if (states is not null)
            read["providerStates"] = states;
        return read;
    }

    /// <summary>An interaction with a state that is text.</summary>
    public static JsonObject Bare(
        string state,
        string method,
        string path,
        int status,
        params (string, string)[] headers
    ) =>
        new()
        {
            ["description"] = $"{method} {path}",
            ["providerState"] = state,
            ["request"] = Headers(method, path, headers),
            ["response"] = new JsonObject { ["status"] = status },
        };

    public static JsonArray State(string name, JsonObject? parameters = null) =>
        [new JsonObject { ["name"] = name, ["params"] = parameters ?? [] }];

    public static (string, string) PxKey => ("X-APTRINSIC-API-KEY", Key);

    public static (string, string) UserComToken => ("Authorization", "Token " + new string('0', 64));

    private static JsonObject Request(string method, string path, params (string Name, string Value)[] headers)
    {
        var request = Headers(method, path, headers);
        foreach (var (name, value) in headers)
            request["headers"]![name] = new JsonArray(value);
        return request;
    }

    private static JsonObject Headers(string method, string path, (string Name, string Value)[] headers)
    {
        var all = new JsonObject();
        foreach (var (name, value) in headers)
            all[name] = value;
        return new JsonObject
        {
            ["method"] = method,
            ["path"] = path,
            ["headers"] = all,
        };
    }

    private static string File(string provider, string version, JsonObject[] interactions) =>
        new JsonObject
        {
            ["consumer"] = new JsonObject { ["name"] = "web-app" },
            ["provider"] = new JsonObject { ["name"] = provider },
            ["interactions"] = new JsonArray([.. interactions]),
            ["metadata"] = new JsonObject { ["pactSpecification"] = new JsonObject { ["version"] = version } },
        }.ToJsonString();
}
