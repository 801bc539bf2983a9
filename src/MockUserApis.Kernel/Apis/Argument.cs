using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// A parameter on its way into an action that can do without it, as whatever type the action takes. What does not read
/// as that type is as good as absent: the contract check has said so, and where it was waived there is nothing better.
/// </summary>
/// <param name="name">As the spec writes it.</param>
/// <param name="sent">As it came; none: absent.</param>
public readonly struct Argument(string name, StringValues sent)
{
    /// <summary>
    /// The same of a parameter that the spec requires: its action never sees it absent or unreadable.
    /// </summary>
    public RequiredArgument Required => new(name, First);

    /// <summary>The values of a parameter that may be repeated.</summary>
    public IReadOnlyList<string> All => [.. sent.Select(v => v ?? "")];

    private string? First => sent.Count == 0 ? null : sent[0];

    public static implicit operator string?(Argument argument) => argument.First;

    public static implicit operator long?(Argument argument) =>
        long.TryParse(argument.First, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static implicit operator int?(Argument argument) =>
        int.TryParse(argument.First, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static implicit operator double?(Argument argument) =>
        double.TryParse(argument.First, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static implicit operator bool?(Argument argument) =>
        bool.TryParse(argument.First, out var value) ? value : null;
}
