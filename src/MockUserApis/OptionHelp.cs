using System.CommandLine;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary>
/// Adds to the help what is the same for all: a call of each command, an option's variable with an example.
/// </summary>
internal static class OptionHelp
{
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["serve"] = "serve --port 0 --addresses-file addresses.json",
        ["init"] = "init mock.yaml",
        ["validate"] = "validate mock.yaml",
        ["vendors"] = "vendors --assumed",
        ["coverage"] = "coverage --min 80",
        ["health"] = "health --url http://127.0.0.1:5080",
        ["verify"] = "verify pacts --junit pacts.xml",
    };

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["--config"] = "mock.yaml",
        ["--port"] = "0",
        ["--vendor-ports"] = $"{AllVendors.Known[0].Slug}=6001",
        ["--host"] = "localhost",
        ["--public-url"] = "https://mock.example.com",
        ["--allowed-hosts"] = "mock.example.com",
        ["--cors"] = "http://localhost:3000",
        ["--https"] = "on",
        ["--cert"] = "mock.pem",
        ["--key"] = "mock-key.pem",
        ["--proxy"] = "on",
        ["--proxy-hosts"] = $"{AllVendors.Known[^1].Slug}=ems.example.com",
        ["--addresses-file"] = "addresses.json",
        ["--seed"] = "42",
        ["--population"] = "1000000",
        ["--profile"] = "lenient",
        ["--auth"] = "any",
        ["--rate-limits"] = "off",
        ["--vendors"] = string.Join(',', AllVendors.Known.Take(2).Select(v => v.Slug)),
        ["--control-token"] = "$(openssl rand -hex 16)",
        ["--control-token-file"] = "/run/secrets/token",
        ["--sandbox-secret"] = "$(openssl rand -hex 16)",
        ["--default-credentials"] = "off",
        ["--max-body"] = "500KiB",
        ["--state"] = "state.json",
        ["--store"] = "postgres://mock@127.0.0.1:5432/mock",
        ["--log"] = "json",
        ["--stop-with-stdin"] = "on",
        ["--journal-entries"] = "5000",
        ["--journal-bytes"] = "16MiB",
        ["--journal-total-bytes"] = "2GiB",
        ["--listener-bytes"] = "16MiB",
        ["--max-changed-users"] = "100000",
        ["--max-changed-bytes"] = "500MiB",
        ["--arriving-bytes"] = "500MiB",
        ["--max-logins"] = "100",
        ["--max-sandboxes"] = "1000",
    };

    /// <summary>A value that the option takes; null: there is no example.</summary>
    public static string? Example(string option) => Examples.GetValueOrDefault(option);

    public static void AddTo(RootCommand root)
    {
        foreach (var command in root.Subcommands)
        {
            if (Calls.TryGetValue(command.Name, out var call))
                command.Description += $" Example: mock-user-apis {call}";
            if (command.Name == "serve")
                AddVariables(command);
        }
    }

    private static void AddVariables(Command serve)
    {
        foreach (var option in serve.Options)
        {
            if (Examples.TryGetValue(option.Name, out var example))
                option.Description += $" {EnvironmentVariables.Of(option.Name)}={example}";
        }
    }
}
