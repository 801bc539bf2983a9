using System.CommandLine;
using static MockUserApis.OptionFactory;

namespace MockUserApis;

/// <summary>
/// <c>--stop-with-stdin</c>: a program that starts the mock holds its standard input, and takes it along however it
/// ends: the system closes what a killed process held.
/// </summary>
internal sealed class StopWithStdinOption
{
    private readonly Option<bool> option = Flag(
        "--stop-with-stdin",
        "It stops when its standard input ends, and so with the program that started it."
    );

    public void AddTo(Command command) => command.Add(option);

    /// <summary>Cancelled at the end of the standard input, if that is to stop the mock.</summary>
    public CancellationToken Watch(ParseResult parsed)
    {
        if (!parsed.GetValue(option))
            return default;
        // The source is left to the process's end: the thread may still be reading then.
        var ended = new CancellationTokenSource();
        var thread = new Thread(() => ReadToEnd(ended)) { IsBackground = true, Name = "standard input" };
        thread.Start();
        return ended.Token;
    }

    private static void ReadToEnd(CancellationTokenSource ended)
    {
        try
        {
            using var input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[512];
            while (input.Read(ignored) > 0)
                continue;
        }
        catch (IOException)
        {
            // A terminal that is gone has no end, it fails.
        }

        ended.Cancel();
    }
}
