using System.CommandLine;

namespace MockUserApis;

/// <summary>Mistakes on the command line, a sentence each.</summary>
internal static class UsageErrors
{
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens;
        foreach (var (at, token) in unknown.Index())
        {
            // What follows an unknown option is its value.
            if (at == 0 || IsOption(token) || !IsOption(unknown[at - 1]))
                yield return Unknown(token, command);
        }

        // That a command is missing says nothing more to who mistyped one.
        if (unknown.Count > 0 && command is RootCommand)
            yield break;
        foreach (var error in parsed.Errors.Select(e => e.Message))
        {
            if (!unknown.Any(token => error.Contains($"'{token}'", StringComparison.Ordinal)))
                yield return error;
        }
    }

    private static bool IsOption(string token) => token.StartsWith('-');

    private static string Unknown(string token, Command command)
    {
        if (!IsOption(token))
        {
            return command is RootCommand
                ? $"There is no command \"{token}\".{Suggestion.For(token, command.Subcommands.Select(c => c.Name))}"
                : $"\"{token}\" is one word too many for {command.Name}.";
        }

        var name = token.Split('=', ':')[0];
        if (command is not RootCommand)
        {
            var options = command.Options.Select(o => o.Name);
            return $"{name} is no option of {command.Name}.{Suggestion.For(name, options)}";
        }

        // Options stand behind a command: "--port 0" alone was meant for one.
        var owner = command.Subcommands.FirstOrDefault(c => c.Options.Any(o => o.Name == name));
        return owner is null
            ? $"{name} is no option without a command."
            : $"{name} is an option of {owner.Name}. Put {owner.Name} before it.";
    }
}
