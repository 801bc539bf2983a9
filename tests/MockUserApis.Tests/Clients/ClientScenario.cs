using MockUserApis.Clients;

namespace MockUserApis.Tests.Clients;

/// <summary>
/// What a consumer does with a vendor's users, through that vendor's generated client. Each vendor says how its
/// operations are called; what must come of it is the same for all.
/// </summary>
/// <typeparam name="TClient">The generated client.</typeparam>
/// <typeparam name="TError">The body of its refusals.</typeparam>
public abstract class ClientScenario<TClient, TError>(MockFixture mock, string slug)
    where TError : class
{
    /// <summary>What an unknown user is answered with.</summary>
    protected virtual int AbsentStatus => 404;

    /// <summary>What a field reads after null was sent for it.</summary>
    protected virtual string? Cleared => null;

    /// <summary>A value of the first field, one of the second, and another of the first.</summary>
    protected virtual (string First, string Second, string Other) Values => ("one", "two", "three");

    protected abstract TClient Client(HttpClient http);

    /// <summary>Makes a user with both fields set and returns its key.</summary>
    protected abstract Task<string> CreateAsync(TClient client, string first, string second);

    /// <summary>Sends a value for the first field and nothing for the second.</summary>
    protected abstract Task UpdateFirstAsync(TClient client, string key, string first);

    /// <summary>Sends null for the first field and nothing for the second.</summary>
    protected abstract Task ClearFirstAsync(TClient client, string key);

    protected abstract Task<(string? First, string? Second)> ReadAsync(TClient client, string key);

    protected abstract Task DeleteAsync(TClient client, string key);

    /// <summary>A key that nobody has.</summary>
    protected abstract string NobodysKey { get; }

    protected virtual async Task<Stage> StageAsync()
    {
        var vendor = mock.Vendor(slug);
        var control = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        control.BaseAddress = new Uri(mock.Directory.Root);
        return new Stage((await mock.SandboxAsync()).Name, vendor, new Uri(mock.Directory.Url(vendor)), control);
    }

    [Fact]
    public async Task Create_ThenRead_ShowsTheUser()
    {
        var client = Client((await StageAsync()).Http());

        var key = await CreateAsync(client, Values.First, Values.Second);

        (await ReadAsync(client, key)).ShouldBe((Values.First, Values.Second));
    }

    [Fact]
    public async Task Update_OneField_LeavesTheOther()
    {
        var client = Client((await StageAsync()).Http());
        var key = await CreateAsync(client, Values.First, Values.Second);

        await UpdateFirstAsync(client, key, Values.Other);

        (await ReadAsync(client, key)).ShouldBe((Values.Other, Values.Second));
    }

    [Fact]
    public async Task Update_WithNull_ClearsTheFieldAndLeavesTheOther()
    {
        var client = Client((await StageAsync()).Http());
        var key = await CreateAsync(client, Values.First, Values.Second);

        await ClearFirstAsync(client, key);

        (await ReadAsync(client, key)).ShouldBe((Cleared, Values.Second));
    }

    [Fact]
    public async Task AnyCall_WithAnUnknownCredential_Is401WithItsBody()
    {
        var stage = await StageAsync();
        var key = await CreateAsync(Client(stage.Http()), Values.First, Values.Second);

        var refusal = await Should.ThrowAsync<ApiException<TError>>(() => ReadAsync(Client(stage.Stranger()), key));

        refusal.StatusCode.ShouldBe(401);
        refusal.Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task AnyCall_ForAnUnknownUser_IsRefusedWithItsBody()
    {
        var client = Client((await StageAsync()).Http());

        var read = await Should.ThrowAsync<ApiException<TError>>(() => ReadAsync(client, NobodysKey));
        var update = await Should.ThrowAsync<ApiException<TError>>(() =>
            UpdateFirstAsync(client, NobodysKey, Values.Other)
        );

        read.StatusCode.ShouldBe(AbsentStatus);
        update.StatusCode.ShouldBe(AbsentStatus);
    }

    [Fact]
    public async Task AnyCall_AboveTheLimit_Is429UntilTheClockHasMoved()
    {
        var stage = await StageAsync();
        var client = Client(stage.Http());
        var key = await CreateAsync(client, Values.First, Values.Second);
        await stage.FreezeAsync();
        await stage.LimitAsync(1);
        await ReadAsync(client, key);

        var refusal = await Should.ThrowAsync<ApiException<TError>>(() => ReadAsync(client, key));
        refusal.StatusCode.ShouldBe(429);
        await stage.AdvanceAsync(refusal.RetryAfter ?? TimeSpan.FromMinutes(1));

        (await ReadAsync(client, key)).ShouldBe((Values.First, Values.Second));
    }

    [Fact]
    public async Task Delete_ThenRead_IsRefused()
    {
        var client = Client((await StageAsync()).Http());
        var key = await CreateAsync(client, Values.First, Values.Second);

        await DeleteAsync(client, key);

        (await Should.ThrowAsync<ApiException<TError>>(() => ReadAsync(client, key))).StatusCode.ShouldBe(AbsentStatus);
    }
}
