using System.CommandLine;
using System.CommandLine.Parsing;
using MockUserApis.Configuration;

namespace MockUserApis;

/// <summary>
/// The file of <c>--config</c>: what the other options of its command are when neither the command line nor the
/// environment says.
/// </summary>
internal sealed class ConfigOption : Option<ConfigOption.Reading>
{
    private static readonly Reading None = new(null, []);
    private readonly bool isAlone;

    /// <param name="isAlone">The environment is not asked: the file is read for itself.</param>
    public ConfigOption(bool isAlone = false)
        : base("--config")
    {
        this.isAlone = isAlone;
        Description = "A file of these options, and of sandboxes with users, faults, limits and clock. See init.";
        HelpName = "file";
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result => Read(result.Tokens[0].Value);
        DefaultValueFactory = _ =>
            Environment.GetEnvironmentVariable(EnvironmentVariables.Of(Name)) is { Length: > 0 } path
                ? Read(path)
                : None;
    }

    /// <summary>What the file gives for another option of the command.</summary>
    public static GivenOption? Given(SymbolResult result, string name) =>
        In(result) is { } config ? config.Of(result).File?.Option(name) : null;

    public static bool IsAlone(SymbolResult result) => In(result)?.isAlone == true;

    public ConfigFile? File(ParseResult parsed) => parsed.GetValue(this)?.File;

    /// <summary>Lets the command refuse a file that cannot be taken.</summary>
    public void CheckIn(Command command) =>
        command.Validators.Add(result =>
        {
            foreach (var problem in Of(result).Problems)
                result.AddError(problem);
        });

    private static ConfigOption? In(SymbolResult result)
    {
        var at = result;
        while (at is not (null or CommandResult))
            at = at.Parent;
        return (at as CommandResult)?.Command.Options.OfType<ConfigOption>().FirstOrDefault();
    }

    // Given without its value, or twice: that is an error already, and reading it would throw.
    private Reading Of(SymbolResult result) =>
        result.GetResult(this) is { Implicit: false, Tokens.Count: not 1 } ? None : result.GetValue(this) ?? None;

    private static Reading Read(string path)
    {
        try
        {
            return new Reading(ConfigFile.Read(path), []);
        }
        catch (ConfigException error)
        {
            return new Reading(null, error.Sentences);
        }
    }

    /// <summary>A file, or what is wrong with it.</summary>
    internal sealed record Reading(ConfigFile? File, IReadOnlyList<string> Problems);
}
