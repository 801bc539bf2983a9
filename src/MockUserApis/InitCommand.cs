using System.CommandLine;
using System.Text;

namespace MockUserApis;

/// <summary><c>init</c>: writes a configuration with every option as a comment, and a sandbox to begin with.</summary>
internal static class InitCommand
{
    private const string Usual = "mock-user-apis.yaml";

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "The file to write; one that is there is left as it is.",
            DefaultValueFactory = _ => Usual,
        };
        var command = new Command("init", "Write a configuration file with comments.") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!));
        return command;
    }

    private static int Run(string path)
    {
        try
        {
            // A link, too, is something that is there.
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(FirstConfig.Text(path)));
        }
        catch (IOException) when (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            Terminal.Complain($"{path} is there already and was left as it is. Name another: mock-user-apis init FILE");
            return CommandLine.WrongUsage;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Terminal.Complain($"{path} cannot be written: {error.Message} Name another: mock-user-apis init FILE");
            return CommandLine.WrongUsage;
        }

        Console.WriteLine($"Wrote {path}. Start with it: mock-user-apis serve --config {path}");
        return 0;
    }
}
