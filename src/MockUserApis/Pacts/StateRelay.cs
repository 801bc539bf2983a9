using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>
/// Takes the verifier's state changes and hands them on to the mock with what the verifier cannot send: the control
/// token, and the id that a pact of specification 1 or 2 means.
/// </summary>
internal sealed class StateRelay : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, StateChanges> open = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private StateRelay(WebApplication app) => this.app = app;

    public static async Task<StateRelay> StartAsync(CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var relay = new StateRelay(builder.Build());
        relay.app.Run(relay.AnswerAsync);
        await relay.app.StartAsync(stop);
        return relay;
    }

    /// <summary>An address for one run of the verifier. Nobody can guess it, as it spares the token.</summary>
    public string Open(StateChanges changes)
    {
        var path = "/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        open[path] = changes;
        return app.Urls.First() + path;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var isKnown = open.TryGetValue(http.Request.Path.Value!, out var changes);
        var (isDone, body) = isKnown ? await TakeAsync(changes!, http) : (false, "{}");

        // Not 500 or above, whatever the mock said: the verifier would try again for two minutes.
        http.Response.StatusCode = isDone ? 200 : 400;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body, http.RequestAborted);
    }

    private static async Task<(bool, string)> TakeAsync(StateChanges changes, HttpContext http)
    {
        try
        {
            var ask = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return await changes.TakeAsync(ask!.AsObject(), http.RequestAborted);
        }
        catch (UnreachableException error)
        {
            return (false, new JsonObject { ["detail"] = error.Message }.ToJsonString());
        }
    }
}
