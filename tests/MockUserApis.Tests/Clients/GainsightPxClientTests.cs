using MockUserApis.Clients;
using MockUserApis.Clients.GainsightPx;

namespace MockUserApis.Tests.Clients;

public class GainsightPxClientTests(MockFixture mock) : ClientScenario<GainsightPxClient, Error>(mock, "gainsight-px")
{
    private const string Id = "client/å user@example.com?#%2F";

    protected override string NobodysKey => "nobody";

    // ASSUMED, ledger 5 of the spec: null keeps the old value. The empty string clears.
    protected override string? Cleared => "one";

    protected override GainsightPxClient Client(HttpClient http) => new(http);

    protected override async Task<string> CreateAsync(GainsightPxClient client, string first, string second) =>
        (
            await client.CreateUserAsync(
                new UserInput
                {
                    IdentifyId = "px user+1@example.com",
                    PropertyKeys = ["AP-1"],
                    Title = first,
                    Role = second,
                }
            )
        ).IdentifyId;

    protected override Task UpdateFirstAsync(GainsightPxClient client, string key, string first) =>
        client.UpdateUserAsync(
            key,
            new UserInput
            {
                IdentifyId = key,
                PropertyKeys = ["AP-1"],
                Title = first,
            }
        );

    protected override Task ClearFirstAsync(GainsightPxClient client, string key) =>
        client.UpdateUserAsync(
            key,
            new UserInput
            {
                IdentifyId = key,
                PropertyKeys = ["AP-1"],
                Title = null,
            }
        );

    protected override async Task<(string? First, string? Second)> ReadAsync(GainsightPxClient client, string key) =>
        await client.GetUserAsync(key) is var user ? (user.Title, user.Role) : default;

    protected override Task DeleteAsync(GainsightPxClient client, string key) => client.DeleteUserAsync(key);

    [Fact]
    public async Task Update_OnTheWire_HasWhatWasNamedAndNothingElse()
    {
        var stage = await StageAsync();
        var client = new GainsightPxClient(stage.Http());
        var key = await CreateAsync(client, "one", "two");

        await client.UpdateUserAsync(
            key,
            new UserInput
            {
                IdentifyId = key,
                PropertyKeys = ["AP-1"],
                Gender = UserInputGender.EMPTY_GENDER,
                Title = null,
                Location = new()
                {
                    City = "Malmö",
                    PostalCode = 94010,
                    Street = null,
                },
                CustomAttributes = new()
                {
                    ["plan"] = "gold",
                    ["seats"] = 12,
                    ["old"] = null,
                },
            }
        );

        var sent = System.Text.Json.Nodes.JsonNode.Parse(await stage.LatestBodyAsync("updateUser"));
        var expected = System.Text.Json.Nodes.JsonNode.Parse(
            $$"""
            {"identifyId":"{{key}}","gender":"EMPTY_GENDER","title":null,
             "location":{"city":"Malmö","street":null,"postalCode":94010},
             "propertyKeys":["AP-1"],"customAttributes":{"plan":"gold","seats":12,"old":null} }
            """
        );
        System.Text.Json.Nodes.JsonNode.DeepEquals(sent, expected).ShouldBeTrue($"{sent}");
    }

    [Fact]
    public async Task Delete_NamedInTheBody_ReachesAnIdThatNoPathCanCarry()
    {
        var client = new GainsightPxClient((await StageAsync()).Http());
        await client.CreateUserAsync(new UserInput { IdentifyId = Id, PropertyKeys = ["AP-1"] });
        await client.UpdateUserByBodyAsync(
            new UserInput
            {
                IdentifyId = Id,
                PropertyKeys = ["AP-1"],
                Email = "a@example.com",
            }
        );
        (await client.GetUserAsync(Id)).Email.ShouldBe("a@example.com");

        await client.DeleteUserByBodyAsync(new UserDelete { IdentifyId = Id }, hardDelete: true);

        (
            await Should.ThrowAsync<ApiException<Error>>(() => client.GetUserAsync(Id))
        ).Error.Externalapierror.Status.ShouldBe("NOT_FOUND");
    }

    [Fact]
    public async Task Lifecycle_OfAnAccountAndItsUser_GoesThroughEveryCollection()
    {
        var client = new GainsightPxClient((await StageAsync()).Http());
        var input = new AccountInput
        {
            Id = "client-acme",
            Name = "Acme",
            PropertyKeys = ["AP-1"],
        };
        (await client.CreateAccountAsync(input)).NumberOfUsers.ShouldBe(0);
        await client.CreateUserAsync(
            new UserInput
            {
                IdentifyId = "client-ada",
                PropertyKeys = ["AP-1"],
                AccountId = "client-acme",
            }
        );
        await client.CreateCustomEventAsync(
            new CustomEventInput
            {
                IdentifyId = "client-ada",
                AccountId = "client-acme",
                EventName = "Invite Sent",
                UserType = CustomEventInputUserType.USER,
                PropertyKey = "AP-1",
                Attributes = new() { ["seats"] = 7 },
            }
        );
        input.Plan = "team";
        input.Nps = 8.5f;
        await client.UpdateAccountAsync("client-acme", input);
        await client.UpdatePreferencesV2Async("client-ada", new PreferencesV2Input { Surveys = false });

        var account = await client.GetAccountAsync("client-acme");
        (account.Plan, account.Nps, account.NumberOfUsers).ShouldBe(("team", 8.5f, 1));
        (await client.ListAccountsAsync(["id==client-acme"])).TotalHits.ShouldBe(1);
        var events = await client.ListCustomEventsAsync(["identifyId==client-ada"]);
        events.CustomEvents.ShouldHaveSingleItem().AccountId.ShouldBe("client-acme");
        (await client.GetPreferencesAsync("client-ada")).Surveys.ShouldBe(false);
        (await client.ListAccountAttributesAsync()).ShouldContain(a => a.ApiName == "numberOfUsers");

        await client.SetDeniedAsync("client-ada", new DenialInput { Denied = true });
        (await client.GetDeniedAsync("client-ada")).Denied.ShouldBeTrue();
        await client.DeleteAccountAsync("client-acme");
        (await GoneAsync(() => client.GetAccountAsync("client-acme"))).ShouldContain("Account was not found");
        (await GoneAsync(() => client.GetUserAsync("client-ada"))).ShouldContain("User was not found");
    }

    private static async Task<string> GoneAsync(Func<Task> call) =>
        (await Should.ThrowAsync<ApiException<Error>>(call)).Error.Externalapierror.Message;

    [Fact]
    public async Task List_WithFilters_PagesThroughAllUsers()
    {
        var client = new GainsightPxClient((await StageAsync()).Http());
        var ids = new HashSet<string>();

        for (
            var page = await client.ListUsersAsync(filter: ["type==USER", "type==LEAD"], pageSize: 400);
            page.Users.Count > 0;
            page = await client.ListUsersAsync(scrollId: page.ScrollId)
        )
        {
            page.Users.ShouldAllBe(u => u.Type == UserType.USER || u.Type == UserType.LEAD);
            page.Users.ForEach(u => ids.Add(u.IdentifyId).ShouldBeTrue());
            if (ids.Count == page.TotalHits)
                break;
        }

        ids.Count.ShouldBeGreaterThan(400);
    }

    [Fact]
    public async Task ListAttributes_ReadsEnumWords()
    {
        var attributes = await new GainsightPxClient((await StageAsync()).Http()).ListUserAttributesAsync();

        attributes.ShouldContain(a =>
            a.Origin == AttributeMetadataOrigin.DEFAULT && a.State == AttributeMetadataState.ENABLED
        );
    }
}
