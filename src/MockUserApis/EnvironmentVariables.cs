using System.Collections;
using System.CommandLine;
using System.Text.RegularExpressions;

namespace MockUserApis;

/// <summary>The variables that stand for options: <c>MOCK_USER_APIS_MAX_BODY</c> for <c>--max-body</c>.</summary>
internal static partial class EnvironmentVariables
{
    public const string Prefix = "MOCK_USER_APIS_";

    public static string Of(string option) => Prefix + option[2..].Replace('-', '_').ToUpperInvariant();

    /// <summary>A sentence for each that is set and stands for none of the command's options.</summary>
    public static IEnumerable<string> Unknown(Command command)
    {
        var known = command
            .Options.Where(o => o.Name.StartsWith("--", StringComparison.Ordinal))
            .Select(o => Of(o.Name));
        var names = known.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || names.Contains(name))
                continue;
            if (ServiceLink().IsMatch(name))
                continue;
            yield return $"{name} stands for no option of {command.Name} and is ignored.{Suggestion.For(name, names)}";
        }
    }

    // For services called mock-user-apis and mock-user-apis-db Kubernetes sets these in every container.
    [GeneratedRegex("_SERVICE_(HOST|PORT)(_|$)|_PORT_[0-9]+_(TCP|UDP|SCTP)(_|$)|_PORT$")]
    private static partial Regex ServiceLink();
}
