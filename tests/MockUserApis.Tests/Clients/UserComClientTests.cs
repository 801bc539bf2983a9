using MockUserApis.Clients;
using MockUserApis.Clients.UserCom;

namespace MockUserApis.Tests.Clients;

public class UserComClientTests(MockFixture mock) : ClientScenario<UserComClient, Detail>(mock, "user-com")
{
    private const string Id = "client å user@example.com?#%";

    protected override string NobodysKey => "nobody";

    protected override UserComClient Client(HttpClient http) => new(http);

    protected override async Task<string> CreateAsync(UserComClient client, string first, string second) =>
        (
            await client.CreateUserAsync(
                new UserUpdate
                {
                    UserId = Id,
                    Email = "client@example.com",
                    City = first,
                    Region = second,
                }
            )
        ).UserId!;

    protected override Task UpdateFirstAsync(UserComClient client, string key, string first) =>
        client.UpdateUserByCustomIdAsync(key, new UserUpdate { City = first });

    protected override Task ClearFirstAsync(UserComClient client, string key) =>
        client.PatchUserByCustomIdAsync(key, new UserUpdate { City = null });

    protected override async Task<(string? First, string? Second)> ReadAsync(UserComClient client, string key) =>
        await client.GetUserByCustomIdAsync(key) is var user ? (user.City, user.Region) : default;

    protected override Task DeleteAsync(UserComClient client, string key) => client.DeleteUserByCustomIdAsync(key);

    [Fact]
    public async Task Update_WithWordsNumbersAndFurtherKeys_IsRead()
    {
        var client = new UserComClient((await StageAsync()).Http());
        await CreateAsync(client, "one", "two");

        var user = await client.UpdateUserByCustomIdAsync(
            Id,
            new UserUpdate
            {
                Gender = 3,
                Status = "user",
                CompanyId = 7,
                Tags = ["vip"],
                AdditionalProperties = { ["Loyalty level"] = "gold" },
            }
        );

        (user.Gender, user.Status).ShouldBe((UserViewGender.Female, UserViewStatus.User));
        user.Tags.ShouldContain(t => t.Name == "vip");
        user.Companies.Single().Name.ShouldBe("7");
        ((string?)user.Attributes.Single(a => a.Name == "Loyalty level").Value).ShouldBe("gold");
    }

    [Fact]
    public async Task Search_AnswersOneOrManyAsAList()
    {
        var client = new UserComClient((await StageAsync()).Http());
        await CreateAsync(client, "one", "two");

        (await client.SearchUsersAsync(email: "client@example.com")).Single().UserId.ShouldBe(Id);
        (await client.SearchUsersAsync(email: "client@example.com", many: true)).Single().UserId.ShouldBe(Id);
        (await client.SearchUsersAsync(email: "nobody@example.com", many: true)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Actions_ThatAnswerNothing_Succeed()
    {
        var client = new UserComClient((await StageAsync()).Http());
        await CreateAsync(client, "one", "two");

        await client.SetAttributeByCustomIdAsync(Id, new AttributeAssignment { Attribute = "plan", Value = "gold" });
        await client.SetMultipleAttributesByCustomIdAsync(
            Id,
            new System.Text.Json.Nodes.JsonObject { ["plan"] = "silver", ["seats"] = 2 }
        );
        await client.AddManyTagsByCustomIdAsync(Id, new TagNames { TagNamesValue = ["a", "b"] });
        await client.RemoveTagByCustomIdAsync(Id, new TagName { Name = "a" });

        var user = await client.GetUserByCustomIdAsync(Id);
        user.Tags.Select(t => t.Name).ShouldBe(["b"]);
        user.Attributes.ShouldContain(a => a.NameStd == "seats" && (int)a.Value! == 2);
    }

    [Fact]
    public async Task Life_WithACompanyAndEvents_IsReadFromBothSidesAndGone()
    {
        var client = new UserComClient((await StageAsync()).Http());
        var user = await client.CreateUserAsync(new UserUpdate { UserId = Id, Email = "client@example.com" });

        var company = await client.CreateCompanyAsync(
            new CompanyUpdate
            {
                Name = "Example",
                CompanyId = "crm-1",
                PhoneNumbers = ["+4912"],
            }
        );
        await client.AddCompanyMemberAsync(company.Id, new CompanyMember { Client = user.Id });
        var made = await client.CreateEventAsync(new EventCreate { Client = user.Id, Name = "an order" });

        made.Created.ShouldBeTrue();
        (await client.ListEventsByCustomIdAsync(Id)).Results.Select(e => e.EventValue).ShouldBe(["an order"]);
        (await client.GetCompanyByCustomIdAsync("crm-1")).Employees.ShouldBe([user.Id]);
        await client.UpdateCompanyAsync(company.Id, new CompanyUpdate { Name = "Examples" });
        (await client.GetUserAsync(user.Id)).Companies.Single().Name.ShouldBe("Examples");
        await client.DeleteCompanyAsync(company.Id);
        (await client.GetUserAsync(user.Id)).Companies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Upsert_ByItsOwnId_TellsWhetherItMadeOne()
    {
        var client = new UserComClient((await StageAsync()).Http());

        var made = await client.UpdateOrCreateUserAsync(new UserUpdate { UserId = "u-1", City = "one" });
        var found = await client.UpdateOrCreateUserAsync(new UserUpdate { UserId = "u-1", City = null });

        (made.Created, found.Created, found.Id).ShouldBe((true, false, made.Id));
        (await client.GetUserAsync(made.Id)).City.ShouldBeNull();
    }

    [Fact]
    public async Task Update_WithARefusedNull_NamesTheField()
    {
        var client = new UserComClient((await StageAsync()).Http());
        await CreateAsync(client, "one", "two");

        // null! because the compiler knows that the vendor refuses it.
        var refusal = await Should.ThrowAsync<ApiException<BadRequestBody>>(() =>
            client.UpdateUserByCustomIdAsync(Id, new UserUpdate { Email = null! })
        );

        refusal.Error.Errors!["email"].ShouldBe(["This field may not be null."]);
    }
}
