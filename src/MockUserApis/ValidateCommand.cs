using System.CommandLine;
using MockUserApis.Configuration;
using MockUserApis.Kernel.State;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary>
/// <c>validate FILE</c>: reads a configuration as <c>serve</c> would, without the environment, and makes its sandboxes
/// in a server that never listens.
/// </summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A file of serve --config." };
        var command = new Command("validate", "Check a configuration file; exit 2 and say where it is wrong.") { file };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(file)!));
        return command;
    }

    private static async Task<int> RunAsync(string path)
    {
        var settings = new ServeOptions(isFileAlone: true);
        var serve = new Command("serve");
        settings.AddTo(serve);
        new LogOption().AddTo(serve);
        var parsed = serve.Parse(["--config", path]);
        if (parsed.Errors.Count > 0)
            return Wrong(parsed.Errors.Select(e => e.Message));
        var config = settings.Config(parsed)!;
        try
        {
            await config.RehearseAsync(settings.Read(parsed), AllVendors.Known);
        }
        catch (ConfigException error)
        {
            return Wrong(error.Sentences);
        }
        catch (OptionException error)
        {
            return Wrong([config.Placed(error.Message)]);
        }

        Console.WriteLine($"{path} can be taken: {config.Summary}.");
        return 0;
    }

    private static int Wrong(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            Terminal.Complain(sentence);
        return CommandLine.WrongUsage;
    }
}
