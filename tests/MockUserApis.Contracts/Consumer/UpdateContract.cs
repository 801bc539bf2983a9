using System.Net;
using MockUserApis.Clients;
using PactNet;
using PactNet.Matchers;

namespace MockUserApis.Contracts.Consumer;

/// <summary>
/// What the generated client relies on when it updates a user: a success, an absent user, a refused credential, a
/// limit. A class a vendor, so that each vendor's pact file has one writer.
/// </summary>
public abstract class UpdateContract
{
    protected static readonly PactConfig Config = new() { PactDir = Repository.Pacts };
    private readonly string provider;
    private readonly string id;

    protected UpdateContract(string provider, string id)
    {
        PactFromNpm.SkipWhereMissing();
        (this.provider, this.id) = (provider, id);
    }

    protected string Id => id;

    protected abstract HttpMethod Method { get; }

    protected abstract string Path { get; }

    /// <summary>The credential of the mock's default sandbox, as the vendor wants it.</summary>
    protected abstract IReadOnlyDictionary<string, string> Credential { get; }

    /// <summary>Fields that the user has before.</summary>
    protected abstract IReadOnlyDictionary<string, string> Before { get; }

    /// <summary>The body that <see cref="UpdateAsync"/> must send; Pact allows it no further member.</summary>
    protected abstract object Body { get; }

    protected abstract HttpStatusCode Success { get; }

    /// <summary>What the vendor answers to a successful update; null: nothing.</summary>
    protected virtual object? Answer => null;

    protected virtual HttpStatusCode Absent => HttpStatusCode.NotFound;

    /// <summary>The body of a refusal.</summary>
    protected abstract object Refusal(HttpStatusCode status);

    /// <summary>What tells how long to wait.</summary>
    protected virtual (string Name, IMatcher Value)? RateHeader => null;

    /// <summary>The call under contract, by the generated client.</summary>
    protected abstract Task UpdateAsync(HttpClient http);

    [Fact]
    public async Task Update_OfAUser_Succeeds()
    {
        var pact = Pact.V4(FreshPacts.Consumer, provider, Config).WithHttpInteractions();
        var answer = Request(pact.UponReceiving("an update of a user").Given("a user exists", State(Before)))
            .WillRespond()
            .WithStatus(Success);
        if (Answer is { } body)
            answer.WithHeader("Content-Type", "application/json").WithJsonBody(body);

        await pact.VerifyAsync(context => UpdateAsync(Http(context)));
    }

    [Fact]
    public Task Update_OfNobody_IsRefused() =>
        RefusedAsync(Absent, "an update of a user that does not exist", r => r.Given("no user exists", State([])));

    [Fact]
    public Task Update_WithARevokedCredential_IsRefused() =>
        RefusedAsync(
            HttpStatusCode.Unauthorized,
            "an update with a revoked credential",
            r => r.Given("the credential is revoked")
        );

    [Fact]
    public Task Update_AboveTheLimit_IsRefused() =>
        RefusedAsync(
            HttpStatusCode.TooManyRequests,
            "an update above the rate limit",
            r => r.Given("a user exists", State(Before)).Given("the rate limit is exhausted")
        );

    private async Task RefusedAsync(
        HttpStatusCode status,
        string description,
        Func<IRequestBuilderV4, IRequestBuilderV4> given
    )
    {
        var pact = Pact.V4(FreshPacts.Consumer, provider, Config).WithHttpInteractions();
        var answer = Request(given(pact.UponReceiving(description)))
            .WillRespond()
            .WithStatus(status)
            .WithHeader("Content-Type", "application/json")
            .WithJsonBody(Refusal(status));
        if (status == HttpStatusCode.TooManyRequests && RateHeader is var (name, value))
            answer.WithHeader(name, value);

        await pact.VerifyAsync(async context =>
        {
            var refusal = await Should.ThrowAsync<ApiException>(() => UpdateAsync(Http(context)));
            refusal.StatusCode.ShouldBe((int)status);
        });
    }

    private IRequestBuilderV4 Request(IRequestBuilderV4 request)
    {
        request.WithRequest(Method, Path);
        foreach (var (name, value) in Credential)
            request.WithHeader(name, value);
        return request.WithJsonBody(Body);
    }

    protected Dictionary<string, string> State(IEnumerable<KeyValuePair<string, string>> fields) =>
        new(fields) { ["id"] = id };

    protected HttpClient Http(IConsumerContext context)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = context.MockServerUri };
        foreach (var (name, value) in Credential)
            http.DefaultRequestHeaders.Add(name, value);
        return http;
    }
}
