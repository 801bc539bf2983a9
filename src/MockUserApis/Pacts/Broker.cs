using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>A Pact broker, as the command line and the environment name it.</summary>
/// <param name="Providers">What it calls the vendors to verify; none: to be found out.</param>
/// <param name="Arguments">Handed to the verifier as they are; none is a secret.</param>
internal sealed record Broker(
    Uri Address,
    string? User,
    string? Password,
    string? Token,
    IReadOnlyList<string> Providers,
    IReadOnlyList<string> Arguments
)
{
    /// <summary>The address for people: without a user or password in it.</summary>
    public string Shown =>
        Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>What the verifier said, without the user and password that its address may have.</summary>
    public string Clean(string text) =>
        Address.UserInfo.Length == 0 ? text : text.Replace(Address.UserInfo + "@", "", StringComparison.Ordinal);

    /// <summary>What the verifier reads from the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string?>
        {
            ["PACT_BROKER_BASE_URL"] = Address.OriginalString,
            ["PACT_BROKER_USERNAME"] = User,
            ["PACT_BROKER_PASSWORD"] = Password,
            ["PACT_BROKER_TOKEN"] = Token,
        }
            .Where(v => v.Value is not null)
            .ToDictionary(v => v.Key, v => v.Value!);

    /// <summary>The names of all that the broker knows, consumers and providers.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken stop)
    {
        // Unlike a mock, a broker may well be behind the company's proxy.
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = Authorization;
        http.DefaultRequestHeaders.Accept.Add(new("application/hal+json"));
        var address = Shown + "/pacticipants";
        try
        {
            using var answer = await http.GetAsync(new Uri(address), stop);
            answer.EnsureSuccessStatusCode();
            var json = JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync(stop)) as JsonObject;
            var all = json?["_embedded"]?["pacticipants"] ?? json?["pacticipants"];
            return [.. (all as JsonArray ?? []).Select(p => p?["name"]?.ToString()).OfType<string>()];
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or InvalidOperationException)
        {
            throw new UnreachableException(
                $"The Pact broker's {address} cannot be read: {error.Message} "
                    + "Check the address and PACT_BROKER_TOKEN, or name the provider with --provider-name."
            );
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var timeout = $"{http.Timeout.TotalSeconds:0} s";
            throw new UnreachableException(
                $"The Pact broker's {address} did not answer within {timeout}. Check the address."
            );
        }
    }

    private AuthenticationHeaderValue? Authorization
    {
        get
        {
            if (Token is not null)
                return new AuthenticationHeaderValue("Bearer", Token);
            if (User is not null)
                return Basic($"{User}:{Password}");
            if (Address.UserInfo.Length > 0)
                return Basic(Uri.UnescapeDataString(Address.UserInfo));
            return null;
        }
    }

    private static AuthenticationHeaderValue Basic(string text) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
}
