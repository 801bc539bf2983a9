using System.Globalization;

namespace MockUserApis.Tests.Support;

/// <summary>Numbers that the environment may set.</summary>
internal static class Knob
{
    /// <summary>Connections that lie idle at once: <c>make sockets</c> sets 10,000.</summary>
    public static int IdleConnections => Of("IDLE_CONNECTIONS", 2000);

    public static int Of(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : fallback;
}
