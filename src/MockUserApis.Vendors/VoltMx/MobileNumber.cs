using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// A mobile number: the vendor's table says long, its samples send strings, the empty one included. Shown as sent, in
/// text; told apart by its digits.
/// </summary>
internal static partial class MobileNumber
{
    /// <summary>The stored field that holds the digits alone, for finding the owner.</summary>
    public const string Digits = "mobileDigits";

    private const long PerArea = 100;

    // 555-0100 to 555-0199 belong to nobody in every North American area. 202 is left to the users that tests and
    // samples make.
    private static readonly string[] Areas = ["212", "303", "305", "312", "404", "415", "503", "512", "602", "617"];

    /// <summary>Country code (1 to 3 digits, with or without +) and ten digits. DOC, in words</summary>
    public static bool IsValid(string text) => text.Length == 0 || Form().IsMatch(text);

    public static string TextOf(JsonElement sent) => sent.ValueKind == JsonValueKind.Null ? "" : sent.ToString();

    public static void Put(Draft draft, string text)
    {
        draft.Set("mobileNumber", text);
        if (text.Length == 0)
            draft.Remove(Digits);
        else
            draft.Set(Digits, text.TrimStart('+'));
    }

    /// <summary>
    /// The number of member <paramref name="ordinal"/> of the population: the first thousand have one.
    /// </summary>
    public static string Generated(long ordinal) =>
        ordinal < 1 || ordinal > Areas.Length * PerArea
            ? ""
            : $"+1{Areas[(ordinal - 1) / PerArea]}555{(PerArea + ((ordinal - 1) % PerArea)).ToString("0000", CultureInfo.InvariantCulture)}";

    public static long? OrdinalOf(string digits)
    {
        if (digits.Length != 11 || Array.IndexOf(Areas, digits[1..4]) is var area && area < 0)
            return null;
        var ordinal = long.TryParse(digits.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (area * PerArea) + line - PerArea + 1
            : 0;
        return Generated(ordinal) == "+" + digits ? ordinal : null;
    }

    [GeneratedRegex(@"\A\+?[1-9][0-9]{0,2}[0-9]{10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
