using MockUserApis.Clients;
using MockUserApis.Clients.VoltMx;

namespace MockUserApis.Tests.Clients;

public class VoltMxClientTests(MockFixture mock) : ClientScenario<VoltMxClient, Error>(mock, "volt-mx")
{
    // An unknown member is 400 (SEED): there is no 404.
    protected override int AbsentStatus => 400;

    protected override string? Cleared => "";

    protected override (string First, string Second, string Other) Values =>
        ("+12025550142", "Bavaria", "+12025550143");

    protected override string NobodysKey => "999999999";

    protected override VoltMxClient Client(HttpClient http) => new(http);

    protected override async Task<string> CreateAsync(VoltMxClient client, string first, string second) =>
        (
            await client.CreateAudienceAsync(
                Member(m =>
                {
                    m.MobileNumber = first;
                    m.State = second;
                })
            )
        ).Id;

    protected override async Task UpdateFirstAsync(VoltMxClient client, string key, string first) =>
        (
            await client.UpdateAudienceAsync(
                Number(key),
                Member(m => m.MobileNumber = long.Parse(first, System.Globalization.CultureInfo.InvariantCulture))
            )
        ).Id.ShouldBe(key);

    protected override Task ClearFirstAsync(VoltMxClient client, string key) =>
        client.UpdateAudienceAsync(Number(key), Member(m => m.MobileNumber = null));

    protected override async Task<(string? First, string? Second)> ReadAsync(VoltMxClient client, string key) =>
        await client.GetAudienceAsync(Number(key)) is var member
            ? (WithPlus(member.MobileNumber), member.State)
            : default;

    protected override Task DeleteAsync(VoltMxClient client, string key) => client.DeleteAudienceAsync(Number(key));

    [Fact]
    public async Task Login_WithTheAccount_AnswersTheTokens()
    {
        var http = (await StageAsync()).Http();
        var account = System
            .Text.Encoding.UTF8.GetString(
                Convert.FromBase64String(http.DefaultRequestHeaders.Authorization!.Parameter!)
            )
            .Split(':');

        var login = await new VoltMxClient(http).LoginAsync(
            new LoginRequest { Userid = account[0], Password = account[1] }
        );

        http.DefaultRequestHeaders.Authorization = null;
        http.DefaultRequestHeaders.Add("X-VoltMX-Authorization", login.ClaimsToken.Value);
        (await new VoltMxClient(http).ListAudienceAsync(start: 0, pageSize: 3)).Audience.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Create_WithATakenEmail_NamesWhoHasIt()
    {
        var client = new VoltMxClient((await StageAsync()).Http());
        var key = await CreateAsync(client, Values.First, Values.Second);

        var refusal = await Should.ThrowAsync<ApiException<Error>>(() =>
            CreateAsync(client, Values.Other, Values.Second)
        );

        (refusal.StatusCode, refusal.Error.Id).ShouldBe((400, key));
    }

    [Fact]
    public async Task Lifecycle_OfAPushSubscription_GoesThroughItsMember()
    {
        var client = new VoltMxClient((await StageAsync()).Http());
        var member = new AudienceSubscribe
        {
            Ksid = 42L,
            FirstName = "Nora",
            LastName = "Winter",
            Country = "Germany",
            Email = "nora@push.example.com",
            State = "",
        };

        var id = (await client.SubscribeAudienceAsync(member)).Id;
        member.State = "Bavaria";
        (await client.SubscribeAudienceAsync(member)).Id.ShouldBe(id);

        var read = await client.GetSubscribedAudienceAsync(42);
        (read.Id, read.State, read.PushSubscription).ShouldBe((id, "Bavaria", true));
        (await client.GetAudienceAsync(Number(id))).Email.ShouldBe(member.Email);
        await client.UnsubscribeAudienceAsync(42);
        await Should.ThrowAsync<ApiException<Error>>(() => client.GetAudienceAsync(Number(id)));
    }

    [Fact]
    public async Task Lifecycle_OfAnImport_GoesFromTheFileToItsBatchAndItsMembers()
    {
        var client = new VoltMxClient((await StageAsync()).Http());
        var key = await CreateAsync(client, Values.First, Values.Second);
        var file = FilePart.OfText(
            "email,first name,last name,country\nnora.winter@client.example.com,Eleonora,Winter,Germany\n"
                + "\"jörg@import.example.com\",Jörg,Winter,Germany\n",
            "Kunden \"neu\".csv",
            "text/csv"
        );

        var started = await client.ImportAudienceAsync(file, "COMMA");

        var batch = await client.GetBatchStatusAsync(Number(started.Id));
        (batch.UploadStatusCode, batch.StatusMessage).ShouldBe((200, "Successfully uploaded requests of count : 2"));
        var updated = await client.GetAudienceAsync(Number(key));
        (updated.FirstName, updated.State).ShouldBe(("Eleonora", Values.Second));
        var page = await client.ListAudienceAsync(start: (int)(await client.ListAudienceAsync()).Total - 1);
        page.Audience.Single().Email.ShouldBe("jörg@import.example.com");
        await client.DeleteAudienceAsync(page.Audience.Single().Id);

        var empty = new FilePart([], "empty.csv", "text/csv");
        (await Should.ThrowAsync<ApiException<Error>>(() => client.ImportAudienceAsync(empty))).StatusCode.ShouldBe(
            400
        );
        await Should.ThrowAsync<ApiException<Error>>(() => client.GetBatchStatusAsync(999_999));
    }

    [Fact]
    public async Task AccessToken_TakesThePlaceOfThePassword()
    {
        var http = (await StageAsync()).Http();

        var issued = await new VoltMxClient(http).GetAccessTokenAsync();

        http.DefaultRequestHeaders.Authorization = null;
        http.DefaultRequestHeaders.Add("AccessToken", issued.AccessToken);
        http.DefaultRequestHeaders.Add("AccessSecret", issued.AccessSecret);
        (await new VoltMxClient(http).ListAudienceAsync(start: 0, pageSize: 3)).Audience.Count.ShouldBe(3);
    }

    private static AudienceWrite Member(Action<AudienceWrite> set)
    {
        var member = new AudienceWrite
        {
            FirstName = "Nora",
            LastName = "Winter",
            Country = "Germany",
            Email = "nora.winter@client.example.com",
        };
        set(member);
        return member;
    }

    private static long Number(string key) => long.Parse(key, System.Globalization.CultureInfo.InvariantCulture);

    // A number has no plus sign to keep.
    private static string? WithPlus(string? mobile) =>
        mobile is { Length: > 0 } && mobile[0] != '+' ? "+" + mobile : mobile;
}
