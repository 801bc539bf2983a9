namespace MockUserApis.Kernel.State;

/// <summary>
/// The question that a browser asks before a page's request to another origin (Fetch standard, CORS-preflight fetch).
/// It never carries a credential: what is refused with it says nothing of the client.
/// </summary>
public static class Preflight
{
    private const string Asks = "Access-Control-Request-Method";

    /// <summary>A browser sent this by itself.</summary>
    public static bool IsPreflight(this JournalEntry entry) => entry.Method == "OPTIONS" && Wanted(entry) is not null;

    /// <summary>The method that the page wants to send; null: this is no preflight.</summary>
    public static string? Wanted(JournalEntry entry) => Header(entry, Asks);

    /// <summary>The page's origin.</summary>
    public static string? Origin(JournalEntry entry) => Header(entry, "Origin");

    private static string? Header(JournalEntry entry, string name)
    {
        foreach (var (sent, value) in entry.RequestHeaders)
        {
            if (string.Equals(sent, name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }
}
