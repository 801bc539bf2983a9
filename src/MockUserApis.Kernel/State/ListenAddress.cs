using System.Net;
using System.Net.Sockets;

namespace MockUserApis.Kernel.State;

/// <summary>
/// What a mock may listen on: <c>localhost</c>, or one IP address in the form that addresses are made of.
/// </summary>
public static class ListenAddress
{
    /// <summary>The message for an address that is not one.</summary>
    public const string Expected = "an IP address such as 127.0.0.1 or 0.0.0.0, or localhost";

    private const int FirstOfGroups = 224;

    /// <summary>
    /// Null when it is not one: a group's address, one with a zone, or an IPv4 one in a form that programs read
    /// differently (<c>0177.0.0.1</c> is one machine here and another there). An IPv4 address written as IPv6 is the
    /// IPv4 one.
    /// </summary>
    public static string? Read(string text)
    {
        if (text == "localhost")
            return text;
        if (text.AsSpan().ContainsAny("[]%") || !IPAddress.TryParse(text, out var address))
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        else if (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != text)
            return null;
        var first = address.GetAddressBytes()[0];
        var isOfAGroup = address.AddressFamily == AddressFamily.InterNetwork ? first >= FirstOfGroups : first == 0xFF;
        return isOfAGroup ? null : address.ToString();
    }
}
