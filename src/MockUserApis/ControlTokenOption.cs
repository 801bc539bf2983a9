using System.CommandLine;
using System.CommandLine.Parsing;
using MockUserApis.Kernel.State;

namespace MockUserApis;

/// <summary>
/// The control plane's token: from the command line, which other users of the machine can read, or from the environment
/// or a file, which they cannot. A variable that is set and empty is a mistake (of a script), not "no token".
/// </summary>
internal sealed class ControlTokenOption
{
    private const string Variable = "MOCK_USER_APIS_CONTROL_TOKEN";
    private const int MaxLineLength = 4096;

    private readonly Option<string?> token = new("--control-token")
    {
        Description =
            "The control plane's token (Authorization: Bearer TOKEN), 16 characters or more. "
            + "Others can read a command line: rather set it in the environment.",
        Arity = ArgumentArity.ExactlyOne,
    };

    private readonly Option<string?> file = new("--control-token-file")
    {
        Description = "A file whose first line is the token.",
        Arity = ArgumentArity.ExactlyOne,
    };

    public void AddTo(Command command)
    {
        command.Add(token);
        command.Add(file);
        command.Validators.Add(result =>
        {
            if (IsBroken(result.GetResult(token)) || IsBroken(result.GetResult(file)))
                return;
            if (Read(result, result.GetValue(token), result.GetValue(file)).Problem is { } problem)
                result.AddError(problem);
        });
    }

    /// <summary>Null when none was given.</summary>
    public string? Value(ParseResult parsed) =>
        Read(parsed.CommandResult, parsed.GetValue(token), parsed.GetValue(file)).Token;

    // Given without its value, or twice: that is an error already, and reading it would throw.
    private static bool IsBroken(OptionResult? given) => given is { Implicit: false, Tokens.Count: not 1 };

    // The command line comes before the environment, and that before the configuration file.
    private static (string? Token, string? Problem) Read(SymbolResult result, string? given, string? path)
    {
        var (name, fileName) = ("--control-token", "--control-token-file");
        if (given is null && path is null)
        {
            (name, fileName) = (Variable, Variable + "_FILE");
            given = OptionFactory.Variable(result, name);
            path = OptionFactory.Variable(result, fileName);
        }

        if (given is null && path is null)
        {
            var (token, file) = (
                ConfigOption.Given(result, "--control-token"),
                ConfigOption.Given(result, "--control-token-file")
            );
            (name, fileName) = (token?.Name ?? "", file?.Name ?? "");
            (given, path) = (token?.Text, file?.Text);
        }

        if (given is not null && path is not null)
        {
            return (null, $"{name} and {fileName} both give a token. Leave one of them out.");
        }

        if (path is not null)
            return FromFile(fileName, path);
        return given is null ? (null, null) : (given, SharedSecret.Problem(name, given));
    }

    private static (string? Token, string? Problem) FromFile(string name, string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var text = new char[MaxLineLength];
            var line = text.AsSpan(0, reader.ReadBlock(text));
            var end = line.IndexOfAny('\r', '\n');
            var token = (end < 0 ? line : line[..end]).Trim().ToString();
            return (
                token,
                token.Length == 0
                    ? $"{name}: the first line of {path} is empty. Write the token there."
                    : SharedSecret.Problem($"{name} {path}", token)
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"{name}: {path} cannot be read: {error.Message} Name a file whose first line is the token.");
        }
    }
}
