using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>Made-up visits by browser and by app.</summary>
internal static class Visits
{
    private static readonly (string Os, string Name)[] Desktops =
    [
        ("macOS 15", "macOS"),
        ("Windows 11", "Windows"),
        ("Ubuntu 24.04", "Linux"),
    ];
    private static readonly (string Browser, string Name)[] Browsers =
    [
        ("Chrome 140", "Chrome"),
        ("Firefox 143", "Firefox"),
        ("Safari 26", "Safari"),
        ("Edge 140", "Edge"),
    ];
    private static readonly (string Device, string Os, string Name)[] Phones =
    [
        ("iPhone 16", "iOS 26", "iOS"),
        ("Pixel 9", "Android 16", "Android"),
        ("Galaxy S25", "Android 15", "Android"),
    ];

    public static byte[] Web(Persona persona, int sessions, long seen) =>
        RawJson.Write(
            (persona, sessions, seen),
            static (json, s) =>
            {
                var (os, osName) = s.persona.Pick("os", Desktops);
                var (browser, browserName) = s.persona.Pick("browser", Browsers);
                json.WriteStartObject();
                json.WriteString("device", "desktop");
                json.WriteString("os", os);
                json.WriteString("osName", osName);
                json.WriteString("browser", browser);
                json.WriteString("browserName", browserName);
                json.WriteNumber("sessionsCount", s.sessions);
                json.WriteNumber("lastSeenAt", s.seen);
                json.WriteEndObject();
            }
        );

    public static byte[] Mobile(Persona persona, int sessions, long seen) =>
        RawJson.Write(
            (persona, sessions, seen),
            static (json, s) =>
            {
                var (device, os, osName) = s.persona.Pick("phone", Phones);
                json.WriteStartObject();
                json.WriteString("device", device);
                json.WriteString("os", os);
                json.WriteString("osName", osName);
                json.WriteString("appName", "Example Shop");
                json.WriteString("appVersion", $"4.{s.persona.Number("app", 20)}.0");
                json.WriteNumber("sessionsCount", s.sessions);
                json.WriteNumber("lastSeenAt", s.seen - 3_600_000);
                json.WriteEndObject();
            }
        );
}
