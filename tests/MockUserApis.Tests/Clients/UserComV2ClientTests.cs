using MockUserApis.Clients;
using MockUserApis.Clients.UserComV2;

namespace MockUserApis.Tests.Clients;

public class UserComV2ClientTests(MockFixture mock) : ClientScenario<UserComV2Client, Detail>(mock, "user-com")
{
    private const string Id = "client å user@example.com?#%";

    protected override string NobodysKey => "nobody";

    protected override UserComV2Client Client(HttpClient http) => new(http);

    protected override async Task<string> CreateAsync(UserComV2Client client, string first, string second) =>
        (
            await client.CreateUserAsync(
                new UserUpdate
                {
                    CustomId = Id,
                    City = first,
                    Region = second,
                }
            )
        ).CustomId!;

    protected override Task UpdateFirstAsync(UserComV2Client client, string key, string first) =>
        client.UpdateUserByCustomIdAsync(key, new UserUpdate { City = first });

    protected override Task ClearFirstAsync(UserComV2Client client, string key) =>
        client.PatchUserByCustomIdAsync(key, new UserUpdate { City = null });

    protected override async Task<(string? First, string? Second)> ReadAsync(UserComV2Client client, string key) =>
        await client.GetUserByCustomIdAsync(key) is var user ? (user.City, user.Region) : default;

    protected override Task DeleteAsync(UserComV2Client client, string key) => client.DeleteUserByCustomIdAsync(key);

    [Fact]
    public async Task List_FollowedByItsCursors_HasEveryUserOnce()
    {
        var client = Client((await StageAsync()).Http());
        var (found, cursor) = (new List<long>(), (string?)null);
        do
        {
            var page = await client.ListUsersAsync(cursor);
            found.AddRange(page.Results.Select(u => u.Id));
            cursor = page.Next?.OriginalString.Split("cursor=")[1];
            if (found.Count > 900)
                break;
        } while (cursor is not null);

        found.ShouldBeInOrder();
        found.Distinct().Count().ShouldBe(found.Count);
        found.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Update_WithACompanyAndFurtherKeys_IsRead()
    {
        var client = Client((await StageAsync()).Http());
        await CreateAsync(client, "one", "two");

        var user = await client.UpdateUserByCustomIdAsync(
            Id,
            new UserUpdate
            {
                Gender = 3,
                CompanyId = 15,
                CompanyCustomId = "acme-1",
                Tags = ["vip"],
                AdditionalProperties = { ["Loyalty level"] = "gold" },
            }
        );

        user.UserKey.Length.ShouldBe(12);
        user.Tags.ShouldContain(t => t.Name == "vip");
        user.Companies.Select(c => c.Id).ShouldBe([15, 14], ignoreOrder: true);
        ((string?)user.Attributes.Single(a => a.Name == "Loyalty level").Value).ShouldBe("gold");
    }

    [Fact]
    public async Task Search_ThatAnswersOneManyOrAPage_IsAList()
    {
        var client = Client((await StageAsync()).Http());
        var key = await CreateAsync(client, "one", "two");
        await client.UpdateUserByCustomIdAsync(key, new UserUpdate { Email = "v2@example.com", PhoneNumber = "+4912" });

        (await client.SearchUsersAsync(email: "v2@example.com")).Single().CustomId.ShouldBe(Id);
        (await client.SearchUsersAsync(email: "v2@example.com", many: true)).Single().CustomId.ShouldBe(Id);
        (await client.SearchUsersAsync(phoneNumber: "+4912")).Single().CustomId.ShouldBe(Id);
        (await client.SearchUsersAsync(phoneNumber: "+4913")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Life_WithACompanyAndEvents_IsReadFromBothSidesAndGone()
    {
        var client = Client((await StageAsync()).Http());
        await CreateAsync(client, "one", "two");

        var company = await client.CreateCompanyAsync(
            new CompanyUpdate
            {
                Name = "Example",
                CustomId = "crm-1",
                AdditionalProperties = { ["plan"] = "gold" },
            }
        );
        await client.AddCompanyMemberAsync(company.Id, new CompanyMember { UserCustomId = Id });
        var user = await client.GetUserByCustomIdAsync(Id);
        await client.CreateEventAsync(new EventCreate { UserId = user.Id, Name = "an order" });

        user.Companies.Single().Name.ShouldBe("Example");
        (await client.ListEventsByCustomIdAsync(Id)).Results.Select(e => e.EventValue).ShouldBe(["an order"]);
        var read = await client.GetCompanyByCustomIdAsync("crm-1");
        read.Employees.ShouldBe([user.Id]);
        ((string?)read.AdditionalProperties["plan"]).ShouldBe("gold");
        await client.DeleteUserByCustomIdAsync(Id);
        (await client.GetCompanyAsync(company.Id)).Employees.ShouldBeEmpty();
        await client.DeleteCompanyAsync(company.Id);
    }

    [Fact]
    public async Task Upsert_ByYourIdOrWithout_TellsWhetherItMadeOne()
    {
        var client = Client((await StageAsync()).Http());

        var made = await client.UpdateOrCreateUserAsync(new UserUpdate { CustomId = "u-1", City = "one" });
        var found = await client.UpdateOrCreateUserAsync(new UserUpdate { CustomId = "u-1", City = null });
        var another = await client.UpdateOrCreateUserAsync(new UserUpdate { City = "one" });

        (made.Created, found.Created, found.Id).ShouldBe((true, false, made.Id));
        another.Created.ShouldBeTrue();
        (await client.GetUserAsync(made.Id)).City.ShouldBeNull();
    }
}
