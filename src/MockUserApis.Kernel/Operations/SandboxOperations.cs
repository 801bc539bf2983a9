using System.Text.Json;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>Make, list, drop and reset sandboxes.</summary>
internal sealed class SandboxOperations(
    VendorDirectory vendors,
    Sandboxes sandboxes,
    MockOptions options,
    TimeProvider time
)
{
    public const string Example =
        """{"name":"ci-7","seed":1,"population":1000,"profile":"strict","rateLimits":true,"ttl":"PT10M"}""";

    // Time goes on between this check and the store's: a day is more than enough.
    private static readonly DateTimeOffset LastEnd = DateTimeOffset.MaxValue.AddDays(-1);

    public async ValueTask<Sandbox> FindAsync(string name) =>
        await sandboxes.FindAsync(name)
        ?? throw RefusedException.NotFound(
            "sandbox",
            $"There is no sandbox \"{name}\". GET /_mock/sandboxes lists them; POST /_mock/sandboxes makes one."
        );

    /// <summary>Each is made into a view when its turn comes.</summary>
    public async ValueTask<IEnumerable<SandboxView>> ListAsync(Addresses addresses) =>
        (await sandboxes.AllAsync()).Select(s => View(s, addresses));

    public ValueTask<SandboxView> ShowAsync(Sandbox sandbox, Addresses addresses) => new(View(sandbox, addresses));

    public async ValueTask<SandboxCreated> CreateAsync(SandboxRequest ask, Addresses addresses)
    {
        var name = ask.Name ?? await sandboxes.NewNameAsync();
        if (!Sandboxes.IsName(name))
        {
            throw RefusedException.Bad(
                $"name is \"{name}\". Use 1 to 63 letters, digits, dots, dashes or underscores, "
                    + "a letter or digit first."
            );
        }

        if (ask.Population is < 0)
            throw RefusedException.Bad("population is negative. Send 0 or more.");
        await MakeRoomAsync();
        var wanted = new SandboxOptions(
            name,
            ask.Seed ?? options.Seed,
            ask.Population ?? options.Population,
            ProfileOf(ask.Profile, options.Profile),
            OnOff(ask.RateLimits, options.RateLimits)
        );
        var clock = ask.Clock is { } c ? ClockOf(c) : null;
        var ttl = ask.Ttl is { } t ? Ttl(t) : (TimeSpan?)null;
        var sandbox =
            await sandboxes.CreateAsync(wanted, ttl)
            ?? throw new RefusedException(
                409,
                "Name taken",
                $"There is a sandbox \"{name}\" already. Choose another name, leave it out, or "
                    + $"DELETE /_mock/sandboxes/{name} first."
            );
        if (clock is not null)
            await StartAsync(sandbox, clock);
        return new SandboxCreated(name, Prefixes(name, addresses), Credentials(name));
    }

    public async ValueTask DropAsync(Sandbox sandbox)
    {
        if (sandbox.Name == Sandboxes.Default)
        {
            throw new RefusedException(
                409,
                "Not possible",
                "The sandbox \"default\" always exists. POST /_mock/sandboxes/default/reset empties it."
            );
        }

        await sandboxes.DropAsync(sandbox.Name);
    }

    /// <summary>Back to the population; clock, faults, limits and journal too.</summary>
    public static ValueTask ResetAsync(Sandbox sandbox) => sandbox.ResetAsync();

    private async ValueTask MakeRoomAsync()
    {
        if (await sandboxes.CountAsync() >= options.MaxSandboxes)
            await sandboxes.SweepAsync();
        if (await sandboxes.CountAsync() < options.MaxSandboxes)
            return;
        throw new RefusedException(
            409,
            "Too many sandboxes",
            $"There are {options.MaxSandboxes} already. Drop some with DELETE /_mock/sandboxes/NAME, or make them "
                + "with a ttl."
        );
    }

    private TimeSpan Ttl(string text)
    {
        var ttl = Given.Duration(text, "ttl");
        if (ttl <= TimeSpan.Zero)
            throw RefusedException.Bad("ttl is not positive. Send a duration such as PT10M.");
        if (Instants.Later(time.GetUtcNow(), ttl) < LastEnd)
            return ttl;
        throw RefusedException.Bad(
            $"ttl is \"{text}\", which ends after the year 9999. Send one such as PT10M, or leave it out: no end."
        );
    }

    // A sandbox whose clock cannot be set as asked is not left behind.
    private async ValueTask StartAsync(Sandbox sandbox, ClockRequest clock)
    {
        try
        {
            await ClockOperations.MoveAsync(sandbox, clock);
        }
        catch (RefusedException)
        {
            await sandboxes.DropAsync(sandbox.Name);
            throw;
        }
    }

    private SandboxView View(Sandbox sandbox, Addresses addresses) =>
        new(
            sandbox.Name,
            sandbox.Seed,
            sandbox.Options.Population,
            sandbox.Profile.ToString().ToLowerInvariant(),
            sandbox.Options.RateLimits,
            sandbox.Created,
            sandbox.Expires,
            Prefixes(sandbox.Name, addresses),
            Credentials(sandbox.Name)
        );

    private Dictionary<string, string> Prefixes(string name, Addresses addresses) =>
        vendors.All.ToDictionary(v => v.Slug, v => addresses.PrefixUrl(v, name));

    private Dictionary<string, CredentialView> Credentials(string name) =>
        vendors.All.ToDictionary(v => v.Slug, v => CredentialView.Of(vendors.Credentials, v, name));

    private static Profile ProfileOf(string? text, Profile fallback) =>
        text switch
        {
            null => fallback,
            "strict" => Profile.Strict,
            "lenient" => Profile.Lenient,
            _ => throw RefusedException.Bad($"profile is \"{text}\". Send strict or lenient."),
        };

    private static bool OnOff(JsonElement? value, bool fallback) =>
        value switch
        {
            null => fallback,
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
            throw RefusedException.Bad(
                $"clock is {value.GetRawText()}. Send an instant such as \"2026-01-01T00:00:00Z\", or "
                    + "{\"now\":…,\"freeze\":true}."
            );
        }
    }
}
