using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Configuration;

/// <summary>
/// A configuration: the options of <c>serve</c>, and sandboxes with what is in them. The command line and the
/// environment come before it, the defaults after it.
/// </summary>
public sealed class ConfigFile
{
    // Relative to the file, wherever the process runs.
    private static readonly string[] Paths = ["addressesFile", "controlTokenFile", "state", "cert", "key"];

    private readonly string path;
    private readonly YamlNode root;
    private readonly HashSet<string> taken = [];

    private ConfigFile(string path, YamlNode root) => (this.path, this.root) = (path, root);

    internal YamlNode? Sandboxes => root["sandboxes"];

    /// <summary>Reads a file and holds it against the schema.</summary>
    /// <param name="path">As its user wrote it: so it is in messages.</param>
    /// <exception cref="ConfigException">It cannot be taken.</exception>
    public static ConfigFile Read(string path)
    {
        var errors = new ConfigErrors(path);
        var root = YamlReader.Read(ConfigText.Read(path), errors);
        if (root is not null)
            ConfigSchema.Check(root, errors);
        errors.Throw();
        return new ConfigFile(path, root!);
    }

    /// <summary>What the file gives for an option; null: nothing.</summary>
    /// <param name="name">As on the command line: <c>--max-body</c>.</param>
    public GivenOption? Option(string name)
    {
        var key = OptionKey.Of(name);
        if (root["options"]?.Entries.FirstOrDefault(e => e.Key == key) is not { } entry)
            return null;
        taken.Add(name);
        var text = TextOf(entry.Value);
        return new GivenOption(
            $"{At(entry.Line)}: {key}",
            Paths.Contains(key) ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, text) : text
        );
    }

    /// <summary>
    /// A message about options, with the line of the one that it names, if that is what the file gave.
    /// </summary>
    public string Placed(string message)
    {
        var words = message.Split(' ');
        var named = taken.Where(words.Contains).MinBy(name => Array.IndexOf(words, name));
        if (
            named is null
            && taken.Contains("--vendors")
            && message.StartsWith("There is no vendor", StringComparison.Ordinal)
        )
            named = "--vendors";
        return named is null
            ? message
            : $"{At(root["options"]!.Entries.First(e => e.Key == OptionKey.Of(named)).Line)}: {message}";
    }

    /// <summary>Makes the server's sandboxes before it listens. What is wrong in one ends the start.</summary>
    public void Use(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IHostedService>(services => new ConfigStart(
            this,
            services.GetRequiredService<ControlPlane>()
        ));

    /// <summary>Makes the sandboxes in a server that never listens.</summary>
    /// <exception cref="ConfigException">One cannot be made.</exception>
    public Task RehearseAsync(MockOptions options, IReadOnlyList<Vendor> known) =>
        ConfigStart.RehearseAsync(this, options, known);

    /// <summary>How many of what it has, in words.</summary>
    public string Summary => ConfigSummary.Of(root);

    internal ConfigErrors Errors() => new(path);

    private string At(int line) => Errors().At(line);

    private static string TextOf(YamlNode node) =>
        node switch
        {
            YamlList list => string.Join(',', list.Items.OfType<YamlScalar>().Select(s => s.Text)),
            YamlScalar { Kind: YamlKind.Boolean } scalar => scalar.IsTrue ? "on" : "off",
            YamlScalar scalar => scalar.Text,
            _ => "",
        };
}

/// <summary>An option's value as text, and what to call it in a message: <c>mock.yaml:3: maxBody</c>.</summary>
public sealed record GivenOption(string Name, string Text);
