using System.CommandLine;

namespace MockUserApis.Pacts;

/// <summary>The options about a Pact broker, under the names that Pact's own verifier has for them.</summary>
internal sealed class BrokerOptions
{
    private const string AddressVariable = "PACT_BROKER_BASE_URL";

    private readonly Option<string?> url = One(
        "--broker-url",
        $"Verify the pacts of this Pact broker [env: {AddressVariable}, where no folder is named]."
    );
    private readonly Option<string?> user = One("--user", "The broker's user name [env: PACT_BROKER_USERNAME].");
    private readonly Option<string?> password = One(
        "--password",
        "The broker's password; better PACT_BROKER_PASSWORD: others can see command lines."
    );
    private readonly Option<string?> token = One(
        "--token",
        "The broker's bearer token; better PACT_BROKER_TOKEN: others can see command lines."
    );
    private readonly Option<string[]> provider = Many(
        "--provider-name",
        "What the broker calls the vendor; repeatable. Default: each name that means one."
    );

    // Handed to the verifier as they are.
    private readonly Option<string[]> selectors = Many(
        "--consumer-version-selectors",
        "Which pacts, as JSON such as {\"mainBranch\":true}; repeatable."
    );
    private readonly Option<string?> consumerTags = One(
        "--consumer-version-tags",
        "Which pacts, by tags of the consumers' versions, separated by commas."
    );
    private readonly Option<string?> wip = One(
        "--include-wip-pacts-since",
        "Also pacts in work since this date; they may fail."
    );
    private readonly Option<string?> version = One(
        "--provider-version",
        "The provider's version that the results are of."
    );
    private readonly Option<string?> branch = One("--provider-branch", "The branch of that version.");
    private readonly Option<string?> tags = One("--provider-tags", "Tags of that version, separated by commas.");
    private readonly Option<string?> build = One("--build-url", "The build to show beside the results.");
    private readonly Option<bool> pending = new("--enable-pending")
    {
        Description = "A pact that no version of this provider has verified yet may fail.",
    };

    private readonly Option<bool> publish = new("--publish")
    {
        Description = "Publish the results to the broker; needs --provider-version.",
    };

    private IEnumerable<Option> All => [url, user, password, token, provider, selectors, pending, publish, .. Texts];

    private IEnumerable<Option<string?>> Texts => [consumerTags, wip, version, branch, tags, build];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>The broker that was asked for; null: a folder was.</summary>
    public Broker? Read(ParseResult parsed, bool folderNamed)
    {
        var named = parsed.GetValue(url);
        if (named is not null && folderNamed)
        {
            throw new UsageException("--broker-url and a folder are two sources of pacts. Name one of them.");
        }

        var address = folderNamed ? null : named ?? Set(AddressVariable);
        if (address is null)
        {
            if (All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is not { } stray)
                return null;
            throw new UsageException(
                $"{stray.Name} needs a Pact broker: --broker-url URL or {AddressVariable}, without a folder."
            );
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new UsageException(
                "The Pact broker's address is no http or https URL. Give --broker-url https://HOST."
            );
        }

        if (parsed.GetValue(publish) && string.IsNullOrEmpty(parsed.GetValue(version)))
        {
            throw new UsageException(
                "--publish needs --provider-version: what the results are of, for example a commit."
            );
        }

        return new Broker(
            uri,
            Secret(parsed, user, "USERNAME"),
            Secret(parsed, password, "PASSWORD"),
            Secret(parsed, token, "TOKEN"),
            parsed.GetValue(provider) ?? [],
            Arguments(parsed)
        );
    }

    private static Option<string?> One(string name, string description) => new(name) { Description = description };

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description };

    private static string? Secret(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetValue(option) ?? Set("PACT_BROKER_" + variable);

    private static string? Set(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private List<string> Arguments(ParseResult parsed)
    {
        List<string> arguments = [];
        foreach (var selector in parsed.GetValue(selectors) ?? [])
            arguments.AddRange([selectors.Name, selector]);
        foreach (var option in Texts)
        {
            if (parsed.GetValue(option) is { } value)
                arguments.AddRange([option.Name, value]);
        }

        if (parsed.GetValue(pending))
            arguments.Add(pending.Name);
        if (parsed.GetValue(publish))
            arguments.Add(publish.Name);

        // Without a selector the verifier asks for the latest pacts in a way that knows nothing of pending.
        var chooses = arguments.Contains(selectors.Name) || arguments.Contains(consumerTags.Name);
        var forgives = arguments.Contains(pending.Name) || arguments.Contains(wip.Name);
        if (forgives && !chooses)
            arguments.AddRange([selectors.Name, """{"latest":true}"""]);
        return arguments;
    }
}
