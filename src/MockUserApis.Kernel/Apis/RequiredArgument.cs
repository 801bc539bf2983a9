using System.Globalization;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// A parameter that the spec requires, on its way into an action. The contract check lets no request pass whose own is
/// absent or of another type, so that one here is a defect, and no other value may stand in its place.
/// </summary>
/// <param name="name">As the spec writes it.</param>
/// <param name="sent">As it came; null: absent.</param>
public readonly struct RequiredArgument(string name, string? sent)
{
    public static implicit operator string(RequiredArgument argument) =>
        argument.Sent ?? throw argument.Unchecked("text");

    public static implicit operator long(RequiredArgument argument) =>
        long.TryParse(argument.Sent, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw argument.Unchecked("a whole number of 64 bits");

    public static implicit operator int(RequiredArgument argument) =>
        int.TryParse(argument.Sent, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw argument.Unchecked("a whole number of 32 bits");

    public static implicit operator double(RequiredArgument argument) =>
        double.TryParse(argument.Sent, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw argument.Unchecked("a number");

    public static implicit operator bool(RequiredArgument argument) =>
        bool.TryParse(argument.Sent, out var value) ? value : throw argument.Unchecked("true or false");

    private string? Sent => sent;

    private InvalidOperationException Unchecked(string expected) =>
        new(
            $"The contract check let a request pass whose parameter {name} is not {expected}. "
                + "Take its waiver away, or make the parameter optional in the spec."
        );
}
