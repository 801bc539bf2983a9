using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>Make, list, drop and reset sandboxes.</summary>
internal static class SandboxEndpoints
{
    // Time goes on between this look at it and the store's: a day is more than enough.
    private static readonly DateTimeOffset LastEnd = DateTimeOffset.MaxValue.AddDays(-1);

    private const string Example = """{"name":"ci-7","seed":1,"population":1000,"profile":"strict","rateLimits":true,"ttl":"PT10M"}""";

    public static void Map(IEndpointRouteBuilder root, ControlPlane control)
    {
        root.MapPost("/sandboxes", Task<IResult> (HttpContext http, CancellationToken _) => CreateAsync(http, control)).WithSummary("Makes a sandbox and issues its credentials.")
            .Accepts<SandboxRequest>("application/json").Produces<SandboxCreated>(201).ProducesProblem(400).ProducesProblem(409);
        root.MapGet("/sandboxes", IResult (HttpContext http) =>
            {
                var addresses = control.Vendors.For(http.Request);
                var all = control.Sandboxes.All.Select(s => View(s, control, addresses));
                return new JsonList<SandboxView>(all, ControlJson.Plain.SandboxView);
            })
            .WithSummary("All sandboxes.").Produces<IReadOnlyList<SandboxView>>();
        root.MapGet("/sandboxes/{sandbox}", (string sandbox, HttpContext http) =>
            {
                var view = View(control.Sandbox(sandbox), control, control.Vendors.For(http.Request));
                return TypedResults.Json(view, ControlJson.Plain.SandboxView);
            })
            .WithSummary("One sandbox.").Produces<SandboxView>().ProducesProblem(404);
        root.MapDelete("/sandboxes/{sandbox}", (string sandbox) => Drop(sandbox, control)).WithSummary("Drops a sandbox with all that is in it.")
            .Produces(204).ProducesProblem(404).ProducesProblem(409);
        root.MapPost("/sandboxes/{sandbox}/reset", (string sandbox) =>
        {
            control.Sandbox(sandbox).Reset();
            return TypedResults.NoContent();
        }).WithSummary("Back to the population; clock, faults, limits and journal too.").Produces(204).ProducesProblem(404);
    }

    /// <summary>The headers that open a sandbox of this name at the vendor.</summary>
    public static CredentialView Credential(Vendor vendor, string sandbox, ControlPlane control) =>
        new(control.Vendors.Credentials.Headers(vendor, sandbox).ToDictionary(h => h.Key, h => h.Value));

    private static async Task<IResult> CreateAsync(HttpContext http, ControlPlane control)
    {
        var ask = await Ask.Body(http, ControlJson.Plain.SandboxRequest, Example);
        var options = control.Options;
        var name = ask.Name ?? control.Sandboxes.NewName();
        if (!State.Sandboxes.IsName(name))
        {
            throw RefusedException.Bad(
                $"name is \"{name}\". Use 1 to 63 letters, digits, dots, dashes or underscores, "
                + "a letter or digit first.");
        }

        if (ask.Population is < 0) throw RefusedException.Bad("population is negative. Send 0 or more.");
        if (control.Sandboxes.Count >= options.MaxSandboxes) control.Sandboxes.Sweep();
        if (control.Sandboxes.Count >= options.MaxSandboxes) throw new RefusedException(409, "Too many sandboxes", $"There are {options.MaxSandboxes} already. Drop some with DELETE /_mock/sandboxes/NAME, or make them with a ttl.");
        var wanted = new SandboxOptions(name, ask.Seed ?? options.Seed, ask.Population ?? options.Population, ProfileOf(ask.Profile, options.Profile), OnOff(ask.RateLimits, options.RateLimits));
        var clock = ask.Clock is { } c ? ClockOf(c) : null;
        var ttl = ask.Ttl is { } t ? Ttl(t, http) : (TimeSpan?)null;
        var sandbox = control.Sandboxes.Create(wanted, ttl)
            ?? throw new RefusedException(409, "Name taken", $"There is a sandbox \"{name}\" already. Choose another name, leave it out, or DELETE /_mock/sandboxes/{name} first.");
        if (clock is not null) Start(sandbox, clock, control);
        var prefixes = Prefixes(name, control, control.Vendors.For(http.Request));
        var created = new SandboxCreated(name, prefixes, Credentials(name, control));
        return TypedResults.Json(created, ControlJson.Plain.SandboxCreated, statusCode: 201);
    }

    private static TimeSpan Ttl(string text, HttpContext http)
    {
        var ttl = Ask.Duration(text, "ttl");
        if (ttl <= TimeSpan.Zero) throw RefusedException.Bad("ttl is not positive. Send a duration such as PT10M.");
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (Instants.Later(now, ttl) < LastEnd) return ttl;
        throw RefusedException.Bad(
            $"ttl is \"{text}\", which ends after the year 9999. Send one such as PT10M, or leave it out: no end.");
    }

    // A sandbox whose clock cannot be set as asked is not left behind.
    private static void Start(Sandbox sandbox, ClockRequest clock, ControlPlane control)
    {
        try
        {
            LimitEndpoints.Move(sandbox.Clock, clock);
        }
        catch (RefusedException)
        {
            control.Sandboxes.Drop(sandbox.Name);
            throw;
        }
    }

    private static IResult Drop(string name, ControlPlane control)
    {
        control.Sandbox(name);
        if (name == State.Sandboxes.Default)
        {
            throw new RefusedException(
                409, "Not possible",
                "The sandbox \"default\" always exists. POST /_mock/sandboxes/default/reset empties it.");
        }

        control.Sandboxes.Drop(name);
        return TypedResults.NoContent();
    }

    private static SandboxView View(Sandbox sandbox, ControlPlane control, Addresses addresses) => new(
        sandbox.Name, sandbox.Seed, sandbox.Options.Population, sandbox.Profile.ToString().ToLowerInvariant(), sandbox.Options.RateLimits,
        sandbox.Created, sandbox.Expires, Prefixes(sandbox.Name, control, addresses),
        Credentials(sandbox.Name, control));

    private static Dictionary<string, string> Prefixes(string name, ControlPlane control, Addresses addresses) =>
        control.Vendors.All.ToDictionary(v => v.Slug, v => addresses.PrefixUrl(v, name));

    private static Dictionary<string, CredentialView> Credentials(string name, ControlPlane control) =>
        control.Vendors.All.ToDictionary(v => v.Slug, v => Credential(v, name, control));

    private static Profile ProfileOf(string? text, Profile otherwise) => text switch
    {
        null => otherwise,
        "strict" => Profile.Strict,
        "lenient" => Profile.Lenient,
        _ => throw RefusedException.Bad($"profile is \"{text}\". Send strict or lenient."),
    };

    private static bool OnOff(JsonElement? value, bool otherwise) => value switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } s when s.ValueEquals("on") => true,
        { ValueKind: JsonValueKind.String } s when s.ValueEquals("off") => false,
        _ => throw RefusedException.Bad($"rateLimits is {value.Value.GetRawText()}. Send true or false."),
    };

    private static ClockRequest ClockOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String
                ? new ClockRequest(value.GetDateTimeOffset(), null, null)
                : value.Deserialize(ControlJson.Plain.ClockRequest)!;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw RefusedException.Bad($"clock is {value.GetRawText()}. Send an instant such as \"2026-01-01T00:00:00Z\", or {{\"now\":…,\"freeze\":true}}.");
        }
    }
}
