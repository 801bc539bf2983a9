using System.Globalization;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>A client that did not wait for its answer.</summary>
internal static class Departure
{
    /// <summary>That the client left, in words.</summary>
    public static string Of(TimeSpan after) =>
        string.Create(CultureInfo.InvariantCulture, $"the client left after {Math.Round(after.TotalMilliseconds)} ms");
}
