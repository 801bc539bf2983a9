using System.Text.Json;

namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>
/// What a transcript cannot say: both sides of every membership of a population, companies of the control plane, many
/// requests at once.
/// </summary>
public sealed class CompaniesTests(MockFixture mock)
{
    private const string Below = "/api/public/companies";

    public static TheoryData<string> Versions => ["user-com", "user-com.v2"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Employees_OfThePopulation_AreThoseWhoSayThatTheyBelongToIt(string slug)
    {
        var (vendor, sandbox) = (mock.Asked(slug), await mock.SandboxAsync("""{"seed":5,"population":60}"""));
        var users = await ReadAsync(sandbox, vendor, "/api/public/users/");

        var listed = await ReadAsync(sandbox, vendor, Below + "/");

        var expected = users
            .GetProperty("results")
            .EnumerateArray()
            .SelectMany(u => u.GetProperty("companies").EnumerateArray().Select(c => (Company: Id(c), User: Id(u))))
            .ToLookup(m => m.Company, m => m.User);
        listed.GetProperty("count").GetInt32().ShouldBe(4);
        foreach (var company in listed.GetProperty("results").EnumerateArray())
        {
            Employees(company).ShouldBe(expected[Id(company)]);
            Employees(await ReadAsync(sandbox, vendor, $"{Below}/{Id(company)}/")).ShouldBe(expected[Id(company)]);
        }

        expected.Count.ShouldBe(4);
    }

    // A field of version 2 is an unknown one to version 1, and of a company nevertheless.
    [Fact]
    public async Task Create_InVersion1WithAFieldOfVersion2_TakesItForAnAttributeWhereThatIsLetIn()
    {
        var sandbox = await mock.SandboxAsync("""{"profile":"lenient"}""");

        var answer = await sandbox.CallAsync(
            mock.Asked("user-com"),
            "POST",
            Below + "/",
            """{"name":"Grace","custom_id":"g1"}"""
        );

        answer.Status.ShouldBe(201, answer.Text);
    }

    [Fact]
    public async Task Employees_OfAVastPopulation_AreAThousandAndThoseWhoJoined()
    {
        var vendor = mock.Asked("user-com");
        var sandbox = await mock.SandboxAsync("""{"population":1000000000}""");
        await sandbox.ArrangeAsync("PUT", "/users/user-com/ada", """{"companies":[{"name":"Acme Foods"}]}""");

        var employees = Employees(await ReadAsync(sandbox, vendor, Below + "/16/"));

        employees.Count.ShouldBe(1001);
        employees[^1].ShouldBe(1_019_000_001);
        (await ReadAsync(sandbox, vendor, Below + "/?page=40000"))
            .GetProperty("results")
            .EnumerateArray()
            .Select(Id)
            .Last()
            .ShouldBe(4_000_013);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Company_RenamedOrDeleted_ShowsAtEveryEmployee(string slug)
    {
        var (vendor, sandbox) = (mock.Asked(slug), await mock.SandboxAsync("""{"seed":5,"population":60}"""));
        var employees = Employees(await ReadAsync(sandbox, vendor, Below + "/15/"));
        var before = await ReadAsync(sandbox, vendor, $"/api/public/users/{employees[0]}/");

        await sandbox.CallAsync(vendor, "PUT", Below + "/15/", """{"name":"Acme Robots"}""");
        var renamed = await ReadAsync(sandbox, vendor, $"/api/public/users/{employees[^1]}/");
        (await sandbox.CallAsync(vendor, "DELETE", Below + "/15/")).Status.ShouldBe(204);
        var users = await ReadAsync(sandbox, vendor, "/api/public/users/");

        employees.ShouldNotBeEmpty();
        renamed.GetProperty("companies")[0].GetProperty("name").GetString().ShouldBe("Acme Robots");
        users
            .GetProperty("results")
            .EnumerateArray()
            .SelectMany(u => u.GetProperty("companies").EnumerateArray().Select(Id))
            .ShouldNotContain(15);
        users
            .GetProperty("results")
            .EnumerateArray()
            .Single(u => Id(u) == employees[0])
            .GetProperty("updated_at")
            .GetString()
            .ShouldBe(before.GetProperty("updated_at").GetString());
    }

    [Fact]
    public async Task Company_OfTheControlPlane_IsListedSeededChangedAndDeleted()
    {
        var (vendor, sandbox) = (mock.Asked("user-com"), await mock.SandboxAsync());
        const string Place = "/collections/user-com/companies";
        var made = await sandbox.ArrangeAsync(
            "PUT",
            Place + "/crm-1",
            """{"name":"Example","approx_employees":3,"tags":["customer"],"Plan":"gold","employees":[1]}"""
        );
        await sandbox.ArrangeAsync("PUT", "/users/user-com/ada", """{"id":11,"companies":[{"name":"Example"}]}""");

        var read = await ReadAsync(sandbox, vendor, "/api/public/companies-by-id/crm-1/");
        var changed = await sandbox.ArrangeAsync("PATCH", Place + "/crm-1", """{"city":"Lodz"}""");
        var shown = await sandbox.ArrangeAsync("GET", Place + "/crm-1");
        var list = await sandbox.ArrangeAsync("GET", Place + "?limit=2&after=acme-3");
        await sandbox.ArrangeAsync("DELETE", Place + "/crm-1");

        Employees(read).ShouldBe([11L]);
        made.Json.GetProperty("approx_employees").GetInt64().ShouldBe(3);
        made.Json.GetProperty("attributes")[0].GetProperty("value").GetString().ShouldBe("gold");
        changed.Json.GetProperty("city").GetString().ShouldBe("Lodz");
        shown.Text.ShouldBe(changed.Text);
        Employees(shown.Json).ShouldBe([11L]);
        list.Text.ShouldContain("acme-4");
        (await sandbox.CallAsync(vendor, "GET", "/api/public/companies-by-id/crm-1/")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Companies_InASnapshot_AreTheSameElsewhere()
    {
        var vendor = mock.Asked("user-com");
        var (from, to) = (await mock.SandboxAsync("""{"seed":9}"""), await mock.SandboxAsync("""{"seed":9}"""));
        await from.CallAsync(vendor, "POST", Below + "/", """{"name":"Example","company_id":"crm-1"}""");
        await from.CallAsync(vendor, "POST", Below + "/18/add_member/", """{"client":19000001}""");
        await from.CallAsync(vendor, "POST", "/api/public/events/", """{"client":19000001,"name":"new one"}""");

        var snapshot = await from.ArrangeAsync("GET", "/snapshot");
        await to.ArrangeAsync("PUT", "/snapshot", snapshot.Text);

        foreach (var path in (string[])[Below + "/18/", "/api/public/users/19000001/events/"])
            (await to.CallAsync(vendor, "GET", path)).Text.ShouldBe((await from.CallAsync(vendor, "GET", path)).Text);
        (await to.CallAsync(vendor, "POST", "/api/public/events/", """{"client":19000001,"name":"new one"}"""))
            .Json.GetProperty("created")
            .GetBoolean()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task PactState_OfACompany_IsTakenBack()
    {
        var (vendor, sandbox) = (mock.Asked("user-com"), await mock.SandboxAsync());
        const string State = """{"state":"a company exists","params":{"id":"crm-1","name":"Example"},"action":""";

        await sandbox.ArrangeAsync("POST", "/pact-states", State + "\"setup\"}");
        var there = await sandbox.CallAsync(vendor, "GET", "/api/public/companies-by-id/crm-1/");
        await sandbox.ArrangeAsync("POST", "/pact-states", State + "\"teardown\"}");

        there.Json.GetProperty("name").GetString().ShouldBe("Example");
        (await sandbox.CallAsync(vendor, "GET", "/api/public/companies-by-id/crm-1/")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Company_NamedByManyUpdatesAtOnce_IsMadeOnce()
    {
        var vendor = mock.Asked("user-com");
        var sandbox = await mock.SandboxAsync("""{"population":20,"rateLimits":false}""");

        await Task.WhenAll(
            Enumerable
                .Range(1, 20)
                .Select(i =>
                    sandbox.CallAsync(vendor, "PUT", $"/api/public/users-by-id/{i}/", """{"company_id":"crm-1"}""")
                )
        );

        var company = await ReadAsync(sandbox, vendor, "/api/public/companies-by-id/crm-1/");
        Employees(company).Count.ShouldBe(20);
        (await ReadAsync(sandbox, vendor, Below + "/")).GetProperty("count").GetInt32().ShouldBe(5);
    }

    private static async Task<JsonElement> ReadAsync(TestSandbox sandbox, Asked vendor, string path)
    {
        var answer = await sandbox.CallAsync(vendor, "GET", path);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Json;
    }

    private static long Id(JsonElement shown) => shown.GetProperty("id").GetInt64();

    private static List<long> Employees(JsonElement company) =>
        [.. company.GetProperty("employees").EnumerateArray().Select(e => e.GetInt64())];
}
