using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// Explains a browser's preflight that went the vendor's way. No request put right: the browser will not send another
/// one, and the page's own request was never made.
/// </summary>
internal sealed class PreflightDiagnosis(JournalEntry entry, string title)
{
    private const string Party = "browser";

    private string Origin => Preflight.Origin(entry) is { Length: > 0 } origin and not "null" ? origin : "'*'";

    public DiagnosisView View =>
        new(
            $"A browser's CORS preflight: it asks whether a page of {Page} may send {Preflight.Wanted(entry)}, and carries "
                + $"no credential. What {title} documents does not answer it, so the browser withholds the page's own request. "
                + $"Either start the mock with --cors {Origin}, or let a development server's proxy forward the calls (Vite: "
                + $"server.proxy), so that the page calls its own origin.",
            Party,
            [],
            null,
            null,
            null
        );

    private string Page => Origin == "'*'" ? "no origin (a file, a sandboxed frame)" : Origin;
}
