using System.CommandLine;
using MockUserApis.Configuration;
using MockUserApis.Kernel.State;
using static MockUserApis.OptionFactory;
using static MockUserApis.OptionValues;

namespace MockUserApis;

/// <summary>
/// The options of <c>serve</c>. Each is an environment variable too: <c>--max-body</c> is
/// <c>MOCK_USER_APIS_MAX_BODY</c>; and, in the file of <c>--config</c>, <c>maxBody</c>.
/// </summary>
internal sealed class ServeOptions(bool isFileAlone = false)
{
    private const string Memory = "memory";

    private readonly ConfigOption config = new(isFileAlone);
    private readonly Option<int> port = Make(
        "--port",
        "Base port; the vendors' own ports follow it. 0: the system chooses every port.",
        Whole(0, 65_530),
        5080
    );
    private readonly Option<string?> vendorPorts = Make(
        "--vendor-ports",
        "Ports of vendors that do not follow the base port: SLUG=PORT, separated by commas.",
        Ports,
        null
    );
    private readonly Option<string> host = Make(
        "--host",
        "Address to listen on; localhost: both loopbacks. Off loopback it needs a control token.",
        Address,
        "127.0.0.1"
    );
    private readonly Option<string?> addressesFile = Make<string?>(
        "--addresses-file",
        "Written when ready, as GET /_mock/vendors; gone when it stops. Only its owner may read it.",
        Text,
        null
    );
    private readonly Option<long> seed = Make("--seed", "Same seed, same users.", Long(long.MinValue), 1L);
    private readonly Option<long> population = Make("--population", "Users a vendor.", Long(0), 1000L);
    private readonly Option<string> profile = Make(
        "--profile",
        "strict: the documented contract. lenient: what real clients get away with.",
        Word("strict", "lenient"),
        "strict"
    );
    private readonly Option<string> auth = Make(
        "--auth",
        "known: issued credentials only. any: every well-formed one opens the default sandbox.",
        Word("known", "any"),
        "known"
    );
    private readonly Option<string> rateLimits = Make(
        "--rate-limits",
        "The vendors' own limits.",
        Word("on", "off"),
        "on"
    );
    private readonly Option<string?> vendors = Make<string?>(
        "--vendors",
        "Slugs to serve, separated by commas. Default: all.",
        Text,
        null
    );
    private readonly Option<Uri?> publicUrl = Make(
        "--public-url",
        "The base of every address that the mock gives away, as clients elsewhere see it.",
        PublicAddress,
        null
    );
    private readonly Option<string?> allowedHosts = Make(
        "--allowed-hosts",
        "Further host names that lead here, separated by commas.",
        HostNames,
        null
    );
    private readonly Option<string?> cors = Make(
        "--cors",
        "Origins whose pages may call the vendors' addresses, separated by commas; *: any.",
        Origins,
        null
    );
    private readonly HttpsOptions https = new();
    private readonly ControlTokenOption controlToken = new();
    private readonly Option<string?> sandboxSecret = Secret(
        "--sandbox-secret",
        "Credentials follow from the sandbox's name and this, not from the name alone."
    );
    private readonly Option<string> defaultCredentials = Make(
        "--default-credentials",
        "The documented credentials open the sandbox default.",
        Word("on", "off"),
        "on"
    );
    private readonly Option<long> maxBody = Make(
        "--max-body",
        "The longest request body: 1MiB, 500KiB, 2000000.",
        Size,
        1L << 20
    );
    private readonly Option<string?> state = Make<string?>(
        "--state",
        "A file to load the sandboxes from at start and save them to at shutdown.",
        Text,
        null
    );
    private readonly Option<string> store = Make(
        "--store",
        "Where the state is kept: memory, or postgres://user:password@host:port/database, which several nodes "
            + "may share.",
        StoreUrl,
        Memory
    );
    private readonly Option<int> journalEntries = Make(
        "--journal-entries",
        "Exchanges that a sandbox's journal keeps.",
        Whole(1, 10_000_000),
        1000
    );
    private readonly Option<long> journalBytes = Make(
        "--journal-bytes",
        "Bytes that a sandbox's journal keeps.",
        Size,
        8L << 20
    );
    private readonly Option<long> journalTotalBytes = Make(
        "--journal-total-bytes",
        "Bytes that all journals keep together in memory; the oldest go first.",
        Total,
        512L << 20
    );

    private readonly Option<long> listenerBytes = Make(
        "--listener-bytes",
        "Bytes that wait for a listener to the live journal; for all together, 16 times that.",
        Size,
        8L << 20
    );

    private readonly Option<long> maxChangedUsers = Make(
        "--max-changed-users",
        "Users that differ from the population, kept in memory over all sandboxes.",
        Long(1),
        10_000_000L
    );

    private readonly Option<long> maxChangedBytes = Make(
        "--max-changed-bytes",
        "Bytes of those users, shared names and Pact states to undo.",
        Total,
        2L << 30
    );

    private readonly Option<long> arrivingBytes = Make(
        "--arriving-bytes",
        "Bytes of request bodies that have not come whole yet.",
        Total,
        256L << 20
    );

    private readonly Option<int> maxLogins = Make(
        "--max-logins",
        "Tokens that logins keep open in a sandbox; the oldest give way.",
        Whole(1, 1_000_000),
        1000
    );

    private readonly Option<int> maxSandboxes = Make(
        "--max-sandboxes",
        "The most sandboxes at once.",
        Whole(1, 10_000_000),
        100_000
    );

    public void AddTo(Command command)
    {
        Option[] options =
        [
            config,
            port,
            vendorPorts,
            host,
            publicUrl,
            allowedHosts,
            cors,
            .. https.All,
            addressesFile,
            seed,
            population,
            profile,
            auth,
            rateLimits,
            vendors,
            sandboxSecret,
            defaultCredentials,
            maxBody,
            state,
            store,
            journalEntries,
            journalBytes,
            journalTotalBytes,
            listenerBytes,
            maxChangedUsers,
            maxChangedBytes,
            maxLogins,
            arrivingBytes,
            maxSandboxes,
        ];
        foreach (var option in options)
            command.Add(option);
        controlToken.AddTo(command);
        config.CheckIn(command);
    }

    /// <summary>The URL of <c>--store</c>; null: memory.</summary>
    public string? Store(ParseResult parsed) => parsed.GetValue(store) is { } url and not Memory ? url : null;

    public ConfigFile? Config(ParseResult parsed) => config.File(parsed);

    public string? AddressesFile(ParseResult parsed) => parsed.GetValue(addressesFile);

    public MockOptions Read(ParseResult parsed) => https.AddTo(Plain(parsed), parsed);

    private MockOptions Plain(ParseResult parsed) =>
        new()
        {
            Port = parsed.GetValue(port),
            VendorPorts = PortsBySlug(parsed.GetValue(vendorPorts)),
            Host = parsed.GetValue(host)!,
            Seed = parsed.GetValue(seed),
            Population = parsed.GetValue(population),
            Profile = parsed.GetValue(profile) == "lenient" ? Profile.Lenient : Profile.Strict,
            AnyCredential = parsed.GetValue(auth) == "any",
            RateLimits = parsed.GetValue(rateLimits) == "on",
            Vendors = Names(parsed.GetValue(vendors)),
            ControlToken = controlToken.Value(parsed),
            SandboxSecret = parsed.GetValue(sandboxSecret),
            DefaultCredentials = parsed.GetValue(defaultCredentials) == "on",
            PublicUrl = parsed.GetValue(publicUrl),
            AllowedHosts = Names(parsed.GetValue(allowedHosts)),
            AllowedOrigins = Names(parsed.GetValue(cors)),
            MaxBody = parsed.GetValue(maxBody),
            State = parsed.GetValue(state),
            JournalEntries = parsed.GetValue(journalEntries),
            JournalBytes = parsed.GetValue(journalBytes),
            JournalTotalBytes = parsed.GetValue(journalTotalBytes),
            ListenerBytes = parsed.GetValue(listenerBytes),
            MaxChangedUsers = parsed.GetValue(maxChangedUsers),
            MaxChangedBytes = parsed.GetValue(maxChangedBytes),
            ArrivingBytes = parsed.GetValue(arrivingBytes),
            MaxLogins = parsed.GetValue(maxLogins),
            MaxSandboxes = parsed.GetValue(maxSandboxes),
        };
}
