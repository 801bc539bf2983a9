using System.CommandLine;

namespace MockUserApis;

/// <summary>What of each request goes to the standard output, and in which form.</summary>
internal sealed class LogOption
{
    private const string Off = "off";
    private const string Text = "requests";
    private const string Json = "json";
    private const string Variable = "MOCK_USER_APIS_LOG";

    private readonly Option<string> log = new("--log")
    {
        Description = "requests: a line a vendor request; json: the same as JSON lines, the greeting goes to stderr.",
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = result =>
        {
            if (OptionFactory.Variable(result, Variable) is { Length: > 0 } text)
                return Taken(text, Variable, result.AddError);
            return ConfigOption.Given(result, "--log") is { } given
                ? Taken(given.Text, given.Name, result.AddError)
                : Off;
        },
        CustomParser = result => Taken(result.Tokens[0].Value, "--log", result.AddError),
    };

    public void AddTo(Command command) => command.Add(log);

    /// <summary>Null: none is asked for.</summary>
    public bool? IsJson(ParseResult parsed) =>
        parsed.GetValue(log) switch
        {
            Text => false,
            Json => true,
            _ => null,
        };

    private static string Taken(string text, string name, Action<string> fail)
    {
        if (text is not (Off or Text or Json))
            fail($"{name} is \"{text}\". Give {Off}, {Text} or {Json}.");
        return text;
    }
}
