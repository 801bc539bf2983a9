// Compiled by the newcomer's project, not here. An argument a vendor: slug=address, then a header a line.
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MockUserApis.Clients;
using ChannelTalk = MockUserApis.Clients.ChannelTalk;
using Foldspace = MockUserApis.Clients.Foldspace;
using Px = MockUserApis.Clients.GainsightPx;
using UserCom = MockUserApis.Clients.UserCom;
using VoltMx = MockUserApis.Clients.VoltMx;

var px = new Px.GainsightPxClient(Http("gainsight-px"));
Px.UserInput body = new()
{
    IdentifyId = "ada",
    PropertyKeys = ["AP-1"],
    Title = "CTO",
    Type = Px.UserInputType.LEAD,
};
await px.CreateUserAsync(body);
await px.UpdateUserAsync(
    "ada",
    new()
    {
        IdentifyId = "ada",
        PropertyKeys = ["AP-1"],
        Title = "CEO",
        Location = new() { PostalCode = 94010 },
        CustomAttributes = new() { ["plan"] = "gold" },
    }
);
var ada = await px.GetUserAsync("ada");
var missing = await RefusedAsync<Px.Error>(() => px.GetUserAsync("nobody"));
var page = await px.ListUsersAsync(pageSize: 1);
await px.ListUserAttributesAsync();
Console.WriteLine($"px: {ada.Title}, {page.Users.Count}, {ada.CustomAttributes?["plan"]}, {missing.StatusCode} USER");

var userCom = new UserCom.UserComClient(Http("user-com"));
await userCom.CreateUserAsync(
    new()
    {
        UserId = "u-1",
        Email = "ada@example.com",
        City = "Malmö",
        Gender = 3,
        Tags = ["vip"],
        AdditionalProperties = { ["loyalty"] = "gold", ["old"] = null },
    }
);
await userCom.SetMultipleAttributesByCustomIdAsync("u-1", new JsonObject { ["plan"] = "gold", ["seats"] = 2 });
var user = await userCom.GetUserByCustomIdAsync("u-1");
var found = await userCom.SearchUsersAsync(email: "ada@example.com");
var unknown = await RefusedAsync<UserCom.Detail>(() => userCom.GetUserAsync(1234567));
var detail = unknown.Error.DetailValue?.Length > 0;
Console.WriteLine($"user.com: {user.City}, {user.Tags.Count}, {found.Count}, {unknown.StatusCode} {detail}");

var channel = new ChannelTalk.ChannelTalkClient(Http("channel-talk"));
var made = await channel.UpsertMemberAsync(
    "m-1",
    new()
    {
        Profile = new() { Name = "Ada", AdditionalProperties = { ["plan"] = "gold", ["seats"] = 2 } },
        Tags = ["vip"],
    }
);
var member = (await channel.GetUserAsync(made.User.Id)).User;
var absent = await RefusedAsync<ChannelTalk.Error>(() => channel.GetMemberAsync("nobody"));
var plan = member.Profile.AdditionalProperties["plan"];
Console.WriteLine($"channel talk: {member.Profile.Name}, {plan}, {absent.StatusCode} {absent.Error.Type.Length > 0}");

var foldspace = new Foldspace.FoldspaceClient(Http("foldspace"));
await foldspace.CreateUserAsync(
    new()
    {
        UserType = Foldspace.UserType.USER,
        IdentifyId = "f-1",
        Name = "Ada",
        CustomAttributes = new() { ["plan"] = "gold" },
    }
);
var shown = await foldspace.GetUserAsync("f-1");
Console.WriteLine($"foldspace: {shown.Name}, {shown.CustomAttributes?["plan"]}, {shown.UserType}");

var volt = new VoltMx.VoltMxClient(Http("volt-mx"));
var added = await volt.CreateAudienceAsync(
    new()
    {
        FirstName = "Ada",
        LastName = "Lovelace",
        Country = "Germany",
        Email = "ada@example.com",
        MobileNumber = null,
    }
);
var listed = await volt.GetAudienceAsync(long.Parse(added.Id));
var taken = await RefusedAsync<VoltMx.Error>(() => volt.GetAudienceAsync(1234567));
Console.WriteLine($"volt mx: {listed.FirstName}, {taken.StatusCode} {taken.Error is not null}");

// The bodies outside a call.
var own = new JsonSerializerOptions { TypeInfoResolver = Px.GainsightPxClient.JsonTypes };
var bodies = (JsonTypeInfo<Px.UserInput>)own.GetTypeInfo(typeof(Px.UserInput));
var input = new Px.UserInput
{
    IdentifyId = "u",
    PropertyKeys = [],
    Title = null,
};
Console.WriteLine("own: " + JsonSerializer.Serialize(input, bodies));

HttpClient Http(string slug)
{
    var lines = args.Single(a => a.StartsWith(slug + "=", StringComparison.Ordinal)).Split('\n');
    var http = new HttpClient { BaseAddress = new Uri(lines[0][(slug.Length + 1)..]) };
    foreach (var header in lines.Skip(1).Select(line => line.Split(": ", 2)))
    {
        http.DefaultRequestHeaders.TryAddWithoutValidation(header[0], header[1]);
    }

    return http;
}

static async Task<ApiException<TError>> RefusedAsync<TError>(Func<Task> call)
{
    try
    {
        await call();
    }
    catch (ApiException<TError> refusal)
    {
        return refusal;
    }

    throw new InvalidOperationException("Not refused.");
}
