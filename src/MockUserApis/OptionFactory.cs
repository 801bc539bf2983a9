using System.CommandLine;
using System.CommandLine.Parsing;
using MockUserApis.Kernel.State;

namespace MockUserApis;

/// <summary>Reads a value; the second part is what is expected when the text is not one.</summary>
internal delegate (T Value, string? Expected) Reader<T>(string text);

/// <summary>Makes options that an environment variable can give too.</summary>
internal static class OptionFactory
{
    private static readonly string[] ServiceLinks = ["tcp://", "udp://", "sctp://"];

    public static Option<T> Make<T>(string name, string description, Reader<T> read, T otherwise)
    {
        var variable = EnvironmentVariables.Of(name);
        return new Option<T>(name)
        {
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            DefaultValueFactory = result =>
            {
                if (Variable(result, variable) is { Length: > 0 } text && !IsServiceLink(text))
                    return Take(result, text, variable, read, otherwise);
                return ConfigOption.Given(result, name) is { } given
                    ? Take(result, given.Text, given.Name, read, otherwise)
                    : otherwise;
            },
            CustomParser = result => Take(result, result.Tokens[0].Value, name, read, otherwise),
        };
    }

    /// <summary>One that is given or not; its variable says <c>on</c> or <c>off</c>.</summary>
    public static Option<bool> Flag(string name, string description)
    {
        var variable = EnvironmentVariables.Of(name);
        var read = OptionValues.Word("on", "off");
        return new Option<bool>(name)
        {
            Description = description,
            Arity = ArgumentArity.Zero,
            DefaultValueFactory = result =>
            {
                if (Variable(result, variable) is { Length: > 0 } text)
                    return Take(result, text, variable, read, "off") == "on";
                return ConfigOption.Given(result, name) is { } given
                    && Take(result, given.Text, given.Name, read, "off") == "on";
            },
        };
    }

    // What it gives is never shown, not even when it is wrong.
    public static Option<string?> Secret(string name, string description)
    {
        var variable = EnvironmentVariables.Of(name);
        return new Option<string?>(name)
        {
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            DefaultValueFactory = result =>
            {
                if (Variable(result, variable) is { } text)
                    return Sound(result, variable, text);
                return ConfigOption.Given(result, name) is { } given ? Sound(result, given.Name, given.Text) : null;
            },
            CustomParser = result => Sound(result, name, result.Tokens[0].Value),
        };
    }

    private static string Sound(ArgumentResult result, string name, string text)
    {
        if (SharedSecret.Problem(name, text) is { } problem)
            result.AddError(problem);
        return text;
    }

    /// <summary>What the environment gives, unless a file is read for itself.</summary>
    public static string? Variable(SymbolResult result, string variable) =>
        ConfigOption.IsAlone(result) ? null : Environment.GetEnvironmentVariable(variable);

    // For a service called mock-user-apis Kubernetes sets MOCK_USER_APIS_PORT=tcp://10.0.0.1:80 in every container.
    private static bool IsServiceLink(string text) =>
        ServiceLinks.Any(scheme => text.StartsWith(scheme, StringComparison.Ordinal));

    private static T Take<T>(ArgumentResult result, string text, string name, Reader<T> read, T otherwise)
    {
        var (value, expected) = read(text);
        if (expected is null)
            return value;
        result.AddError($"{name} is \"{text}\". Give {expected}.");
        return otherwise;
    }
}
