using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

// What a hand-written Kestrel endpoint reaches on the update calls: the body into a typed user with a source-generated
// reader, a field or two checked, kept in a dictionary, answered. No contract, merge, journal, limit or evidence.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();

Update(
    "PUT",
    "/v1/users/{key}",
    Json.Default.PxUser,
    u => u.IdentifyId is not null && u.PropertyKeys is { Count: > 0 },
    (http, _) =>
    {
        http.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
);
Update(
    "PUT",
    "/api/public/users-by-id/{key}/",
    Json.Default.UserComUser,
    u => u.Email is not null,
    (http, u) => Send(http, u, Json.Default.UserComUser)
);
Update(
    "PATCH",
    "/open/v5/users/{key}",
    Json.Default.ChannelTalkUser,
    u => u.Profile is not null,
    (http, u) => Send(http, u, Json.Default.ChannelTalkUser)
);
Update(
    "PUT",
    "/v1/user/{key}",
    Json.Default.FoldspaceUser,
    u => u.IdentifyId is not null,
    (http, _) => Send(http, new("User updated successfully"), Json.Default.Said)
);
Update(
    "PUT",
    "/api/v1/audience/{key}",
    Json.Default.VoltMxUser,
    u => u is { FirstName: not null, Email: not null },
    (http, _) => Send(http, new("Details updated successfully"), Json.Default.Said)
);
app.Run();

void Update<T>(
    string method,
    string path,
    JsonTypeInfo<T> type,
    Func<T, bool> valid,
    Func<HttpResponse, T, Task> answer
)
    where T : class
{
    var users = new ConcurrentDictionary<string, T>();
    app.MapMethods(
        path,
        [method],
        async http =>
        {
            T? user;
            try
            {
                user = await JsonSerializer.DeserializeAsync(http.Request.BodyReader, type, http.RequestAborted);
            }
            catch (JsonException)
            {
                user = null;
            }
            if (user is null || !valid(user))
            {
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            users[(string)http.Request.RouteValues["key"]!] = user;
            await answer(http.Response, user);
        }
    );
}

static Task Send<T>(HttpResponse http, T value, JsonTypeInfo<T> type)
{
    http.ContentType = "application/json";
    return JsonSerializer.SerializeAsync(http.BodyWriter, value, type);
}

internal sealed record Said(string Message);

internal sealed record Coordinates(double? Latitude, double? Longitude);

internal sealed record Location(
    string? CountryName,
    string? CountryCode,
    string? StateName,
    string? StateCode,
    string? City,
    string? Street,
    JsonElement? PostalCode,
    string? Continent,
    string? RegionName,
    string? TimeZone,
    Coordinates? Coordinates
);

internal sealed record ChannelMetric(
    string? GroupId,
    long? Channel,
    int? Environment,
    long? FirstSeenDate,
    long? LastSeenDate
);

internal sealed record UserAgent(
    string? RawUserAgent,
    string? Device,
    string? PlatformType,
    string? PlatformVersion,
    string? BrowserType,
    string? BrowserVersion
);

internal sealed record Visit(string? PropertyKey, UserAgent? UserAgent);

internal sealed record PxUser(
    string? IdentifyId,
    string? Type,
    string? Gender,
    string? Email,
    string? FirstName,
    string? LastName,
    long? SignUpDate,
    long? FirstVisitDate,
    string? Title,
    string? Phone,
    long? Score,
    string? Role,
    string? SubscriptionId,
    string? AccountId,
    Location? Location,
    List<string>? PropertyKeys,
    Dictionary<string, JsonElement>? CustomAttributes,
    bool? GlobalUnsubscribe,
    string? SfdcContactId,
    List<ChannelMetric>? ChannelMetricList,
    List<Visit>? LastVisitedUserAgentData,
    Location? LastInferredLocation
);

internal sealed record UserComUser(
    string? Email,
    [property: JsonPropertyName("gravatar_url")] string? GravatarUrl,
    List<string>? Tags
);

internal sealed record ChannelTalkUser(
    Dictionary<string, JsonElement>? Profile,
    Dictionary<string, JsonElement>? ProfileOnce,
    List<string>? Tags,
    bool? UnsubscribeEmail,
    bool? UnsubscribeTexting
);

internal sealed record Product([property: JsonPropertyName("product")] string? Key, int? Environment);

internal sealed record Place(
    string? Country,
    string? Region,
    string? State,
    string? City,
    string? PostalCode,
    string? CountryCode
);

internal sealed record FoldspaceUser(
    string? UserType,
    string? IdentifyId,
    string? Email,
    string? Name,
    string? Role,
    string? Phone,
    string? Timezone,
    long? LeadDate,
    long? SignUpDate,
    long? FirstVisitDate,
    long? LastSeenDate,
    string? LastSubscriptionIdentifier,
    List<string>? AllSubscriptionIdentifiers,
    Place? Location,
    Dictionary<string, JsonElement>? CustomAttributes,
    List<Product>? Products,
    string? Image,
    double? PqlScore
);

internal sealed record VoltMxUser(
    string? FirstName,
    string? LastName,
    string? Country,
    string? MobileNumber,
    string? Email,
    bool? SmsSubscription,
    bool? VoiceSubscription,
    bool? EmailSubscription,
    string? State,
    string? LastActiveDate
);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Said))]
[JsonSerializable(typeof(PxUser))]
[JsonSerializable(typeof(UserComUser))]
[JsonSerializable(typeof(ChannelTalkUser))]
[JsonSerializable(typeof(FoldspaceUser))]
[JsonSerializable(typeof(VoltMxUser))]
internal sealed partial class Json : JsonSerializerContext;
