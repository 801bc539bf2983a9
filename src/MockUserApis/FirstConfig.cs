using System.CommandLine;
using System.Text;
using MockUserApis.Configuration;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Vendors;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary>The file that <c>init</c> writes.</summary>
internal static class FirstConfig
{
    private const int MaxColumns = 116;

    public static string Text(string path)
    {
        var text = new StringBuilder()
            .Append("# yaml-language-server: $schema=http://127.0.0.1:5080/_mock/config.schema.json\n")
            .Append("# The line above lets an editor complete and check this file while the mock runs.\n#\n")
            .Append("# mock-user-apis serve --config ")
            .Append(Path.GetFileName(path))
            .Append('\n')
            .Append("# mock-user-apis validate ")
            .Append(Path.GetFileName(path))
            .Append("\n#\n")
            .Append("# What the command line or the environment says (MOCK_USER_APIS_MAX_BODY) comes before this.\n")
            .Append("# Paths are relative to this file. Take the # away from what you want.\n\n")
            .Append("options:\n");
        var serve = ServeCommand.Create();
        foreach (var option in serve.Options.Where(o => o is not ConfigOption && o.Name.StartsWith("--")))
        {
            AppendWrapped(text, option.Description ?? "");
            // A secret's example is a call of a shell.
            var value = OptionHelp.Example(option.Name) is { } example && !example.StartsWith('$') ? " " + example : "";
            text.Append("  #").Append(OptionKey.Of(option.Name)).Append(':').Append(value).Append("\n\n");
        }

        return text.Append(Sandboxes(AllVendors.Known[0])).ToString();
    }

    private static void AppendWrapped(StringBuilder text, string description)
    {
        var column = MaxColumns;
        foreach (var word in description.Split(' '))
        {
            if (column + word.Length >= MaxColumns)
            {
                text.Append(text[^1] == '\n' ? "  #" : "\n  #");
                column = 3;
            }

            text.Append(' ').Append(word);
            column += word.Length + 1;
        }

        text.Append('\n');
    }

    private static string Sandboxes(Vendor vendor) =>
        $$"""
            # Sandboxes by their names. A user is in the vendor's own shape; what is left out is generated. They are
            # made before the mock listens; a reset goes back to the generated users, without these.
            sandboxes:
              default:
                users:
                  {{vendor.Slug}}:
                    ada: {{Fields(vendor)}}
                #clock: { now: 2026-01-01T00:00:00Z, freeze: true }
                #limits:
                #  {{vendor.Slug}}: { requests: 10, window: PT1S }
                #faults:
                #  - { vendor: {{vendor.Slug}}, kind: status, status: 503, times: 2 }
              # A client enters this one by its credentials (GET /_mock/sandboxes/ci), by X-Mock-Sandbox: ci, or below
              # /~ci.
              #ci:
              #  seed: 7
              #  population: 10
              #  profile: lenient
              #  rateLimits: off

            """;

    // A field that takes any text.
    private static string Fields(Vendor vendor)
    {
        var key = vendor.Recipe.Indexes[0].Field;
        var fields = vendor.Api.Updating.Body!.Properties;
        var free = fields
            .Names.Zip(fields.Schemas)
            .FirstOrDefault(f =>
                f.First != key
                && f.Second is { Type: JsonTypes.String, Format: null, Pattern: null, Enum.Length: 0, ReadOnly: false }
            );
        return free.First is null ? "{}" : $"{{ {free.First}: Ada }}";
    }
}
