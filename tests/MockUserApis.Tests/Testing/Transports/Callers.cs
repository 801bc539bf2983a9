using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using MockUserApis.Clients.Foldspace;
using MockUserApis.Clients.GainsightPx;
using MockUserApis.Testing;
using Refit;
using FoldspaceType = MockUserApis.Clients.Foldspace.UserType;

namespace MockUserApis.Tests.Testing.Transports;

/// <summary>One call of a vendor's user "ada", by each kind of client.</summary>
/// <param name="arm">Arms the fault that the call is to meet.</param>
internal sealed class Callers(MockVendor vendor, string method, Action arm)
{
    private const string Key = "ada";
    private const int Retries = 2;

    private static readonly Uri Address = new("https://api.vendor.example/");

    private readonly bool isPx = vendor.Name == "GainsightPx";

    public static IReadOnlyList<string> Kinds { get; } =
    ["HttpClient", "HttpClient, headers first", "HttpClient, second call", "Refit", "Polly", "generated"];

    private string Path
    {
        get
        {
            if (isPx)
                return $"v1/users/{Key}";
            if (method == "DELETE")
                return "v1/user";
            return $"v1/user/{Key}";
        }
    }

    private string? Body =>
        (isPx, method) switch
        {
            (_, "GET") or (true, "DELETE") => null,
            (true, _) => $$"""{"identifyId":"{{Key}}","propertyKeys":["AP-1"],"title":"CEO"}""",
            (false, "DELETE") => $$"""{"identifyId":"{{Key}}"}""",
            _ => $$"""{"userType":"USER","identifyId":"{{Key}}","role":"CEO"}""",
        };

    public async Task<string> CallAsync(string kind)
    {
        if (kind == "HttpClient, second call")
            return await SecondAsync();
        arm();
        return await (
            kind switch
            {
                "HttpClient" => HttpAsync(HttpCompletionOption.ResponseContentRead),
                "HttpClient, headers first" => HttpAsync(HttpCompletionOption.ResponseHeadersRead),
                "Refit" => RefitAsync(),
                "Polly" => PollyAsync(),
                _ => GeneratedAsync(),
            }
        );
    }

    // On a connection that is kept: of some failures there, a socket's client tries again by itself.
    private async Task<string> SecondAsync()
    {
        using var http = Client();
        var path = (isPx ? "v1/users/" : "v1/user/") + Key;
        (await http.GetAsync(new Uri(path, UriKind.Relative))).EnsureSuccessStatusCode();
        arm();
        return await SendAsync(http, HttpCompletionOption.ResponseContentRead);
    }

    private async Task<string> HttpAsync(HttpCompletionOption completion)
    {
        using var http = Client();
        return await SendAsync(http, completion);
    }

    private async Task<string> SendAsync(HttpClient http, HttpCompletionOption completion)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Path, UriKind.Relative));
        if (Body is { } body)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, completion);
        var came = $"{(int)answer.StatusCode} {answer.ReasonPhrase} {answer.Version} {Names(answer)}";
        return came + await Outcome.OfAsync(async () => Shape(await answer.Content.ReadAsStringAsync()));
    }

    private async Task<string> RefitAsync()
    {
        using var http = Client();
        var users = RestService.For<IUsers>(http);
        return method switch
        {
            "GET" => Shape((await users.GetAsync(Path)).GetRawText()),
            "PUT" => Shape(await users.PutAsync(Path, Json()!.Value)),
            _ => Shape(await users.DeleteAsync(Path, Json())),
        };
    }

    private async Task<string> PollyAsync()
    {
        var services = new ServiceCollection();
        services
            .AddHttpClient("vendor")
            .ConfigurePrimaryHttpMessageHandler(vendor.CreateHandler)
            .AddStandardResilienceHandler()
            .Configure(Quickly);
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("vendor");
        Prepare(http);
        return await SendAsync(http, HttpCompletionOption.ResponseContentRead);
    }

    private static void Quickly(HttpStandardResilienceOptions options)
    {
        options.Retry.MaxRetryAttempts = Retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
    }

    private Task<string> GeneratedAsync() => isPx ? PxAsync() : FoldspaceAsync();

    private async Task<string> PxAsync()
    {
        using var http = Client();
        var client = new GainsightPxClient(http);
        if (method == "GET")
            return Shape((await client.GetUserAsync(Key)).IdentifyId);
        if (method == "DELETE")
            await client.DeleteUserAsync(Key);
        else
            await client.UpdateUserAsync(
                Key,
                new()
                {
                    IdentifyId = Key,
                    PropertyKeys = ["AP-1"],
                    Title = "CEO",
                }
            );
        return "done";
    }

    private async Task<string> FoldspaceAsync()
    {
        using var http = Client();
        var client = new FoldspaceClient(http);
        if (method == "GET")
            return Shape((await client.GetUserAsync(Key)).IdentifyId);
        if (method == "DELETE")
            await client.DeleteUserAsync(new() { IdentifyId = Key });
        else
            await client.UpdateUserAsync(
                Key,
                new()
                {
                    UserType = FoldspaceType.USER,
                    IdentifyId = Key,
                    Role = "CEO",
                }
            );
        return "done";
    }

    private HttpClient Client()
    {
        var http = new HttpClient(vendor.CreateHandler());
        Prepare(http);
        return http;
    }

    private void Prepare(HttpClient http)
    {
        http.BaseAddress = Address;
        foreach (var (name, value) in vendor.Credential)
            http.DefaultRequestHeaders.Add(name, value);
    }

    private JsonElement? Json() => Body is { } body ? JsonSerializer.Deserialize<JsonElement>(body) : null;

    private static string Names(HttpResponseMessage answer) =>
        string.Join(',', answer.Headers.Concat(answer.Content.Headers).Select(h => h.Key).Order()) + " ";

    // What a vendor makes up (ids, stamps) differs between two servers, its length not.
    private static string Shape(string body) => $"{body.Length} characters";
}
