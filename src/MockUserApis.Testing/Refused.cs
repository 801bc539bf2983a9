using System.Diagnostics;
using System.Text.Json;
using MockUserApis.Configuration;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Testing;

// What the mock's own operations refuse, as an exception of this package. It is a new one that begins at the caller's
// method: a test's author has no use for the frames below.
internal static class Refused
{
    // The way out that the control plane names is a request of HTTP.
    private const string ByRequest = ", or DELETE ";

    [StackTraceHidden]
    public static T Do<T>(Func<ValueTask<T>> operation, string about = "")
    {
        string why;
        try
        {
            return operation().Now();
        }
        catch (Exception error) when (Sentence(error) is not null)
        {
            why = Sentence(error)!;
        }

        throw new MockRefusedException(about + why);
    }

    [StackTraceHidden]
    public static async Task<T> DoAsync<T>(Func<ValueTask<T>> operation)
    {
        string why;
        try
        {
            return await operation();
        }
        catch (Exception error) when (Sentence(error) is not null)
        {
            why = Sentence(error)!;
        }

        throw new MockRefusedException(why);
    }

    [StackTraceHidden]
    public static void Unless(bool isGood, string why)
    {
        if (!isGood)
            throw new MockRefusedException(why);
    }

    private static string? Sentence(Exception error) =>
        error switch
        {
            RefusedException { Title: "Too many faults" } => "Too many faults: dispose some that are not needed.",
            RefusedException when error.Message.Split(ByRequest) is [var said, _] => said + ".",
            RefusedException or SeedException or ConfigException => error.Message,
            OptionException => InCode(error.Message),
            JsonException => "fields is not JSON: " + error.Message,
            ArgumentOutOfRangeException => "That moves the clock out of the years 1 to 9999.",
            _ => null,
        };

    // --journal-entries of the command line is JournalEntries here.
    private static string InCode(string sentence) =>
        string.Join(
            ' ',
            sentence.Split(' ').Select(word => word.StartsWith("--", StringComparison.Ordinal) ? Pascal(word) : word)
        );

    private static string Pascal(string option) =>
        string.Concat(
            option
                .Split('-', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => char.ToUpperInvariant(part[0]) + part[1..])
        );
}
