using MockUserApis.Postgres;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A request that was under way when another dropped or reset its sandbox, or changed its limits, failed on what it no
/// longer found in the database: a 500.
/// </summary>
public sealed class WorldThatIsGoneTests : IAsyncLifetime
{
    private readonly string url = Store.NewUrl();
    private Server? server;

    public async ValueTask InitializeAsync() => server = await Server.StartAsync(more: PostgresStore.Open(url).Use);

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    [DatabaseFact]
    public void Limit_OfASandboxDroppedMeanwhile_LetsThrough()
    {
        var limiter = Made().Limiter(server!.Directory.All[0]);
        limiter.Take(DateTimeOffset.UtcNow).Granted.ShouldBeTrue();

        Store.Run(url, "DELETE FROM sandbox WHERE name = 'gone'");

        limiter.Take(DateTimeOffset.UtcNow).Granted.ShouldBeTrue();
    }

    [DatabaseFact]
    public void Limit_TakenAwayMeanwhile_LetsThrough()
    {
        var limiter = Made().Limiter(server!.Directory.All[0]);
        limiter.Take(DateTimeOffset.UtcNow).Granted.ShouldBeTrue();

        Store.Run(url, "UPDATE meter SET requests = '{}', windows = '{}', refills = '{}', lefts = '{}', since = '{}'");

        limiter.Take(DateTimeOffset.UtcNow).Granted.ShouldBeTrue();
        limiter.Peek(DateTimeOffset.UtcNow).Limit.ShouldBePositive();
    }

    // The trigger stands for a reset and another's name at the same place, between the writing and the reading.
    [DatabaseFact]
    public void Name_GoneBeforeItIsReadBack_HasAnId()
    {
        var names = Made().References(server!.Directory.All[0], "tag", 1000, ["known"]);
        Store.Run(
            url,
            "CREATE FUNCTION another() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := 'another'::bytea; RETURN NEW; END $$"
        );
        Store.Run(url, "CREATE TRIGGER another BEFORE INSERT ON reference FOR EACH ROW EXECUTE FUNCTION another()");

        names.Get("mine").IsNew.ShouldBeTrue();
        names.Get("known").ShouldBe(new SharedName(1000, "known", IsNew: false));
    }

    // The trigger stands for a drop between the entrance and the draw.
    [DatabaseFact]
    public async Task Fault_DrawnForASandboxDroppedMeanwhile_ActsOrNot()
    {
        var calls = new UserCalls(await server!.SandboxAsync(), server.Directory.All[0]);
        await calls.SeededAsync();
        await calls.Sandbox.ArrangeAsync("POST", "/faults", """{"kind":"status","status":503,"rate":0.5}""");
        Store.Run(
            url,
            "CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.draws <> OLD.draws THEN RETURN NULL; END IF; RETURN NEW; END $$"
        );
        Store.Run(url, "CREATE TRIGGER gone BEFORE UPDATE ON sandbox FOR EACH ROW EXECUTE FUNCTION gone()");

        (await calls.ReadAsync()).Status.ShouldBeOneOf(200, 503);
    }

    private Sandbox Made() =>
        server!.Sandboxes.Create(new SandboxOptions("gone", 1, 10, Profile.Strict, true), null).ShouldNotBeNull();
}
