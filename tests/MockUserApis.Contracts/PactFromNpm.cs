namespace MockUserApis.Contracts;

/// <summary>
/// Pact's library and its verifier come from npm in the build; a machine without Node builds without them.
/// </summary>
internal static class PactFromNpm
{
    private static readonly bool IsThere = Directory.Exists(
        Path.Combine(Repository.Here, "node_modules", "@pact-foundation")
    );

    /// <summary>Ends the test that calls it as skipped, with the reason.</summary>
    public static void SkipWhereMissing() =>
        Assert.SkipUnless(IsThere, "needs Pact, which the build takes from npm where Node.js is");
}
