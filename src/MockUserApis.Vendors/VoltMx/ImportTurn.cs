using MockUserApis.Kernel.State;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// A sandbox's files are imported one after the other, so that a row finds whom the file before it added. On another
/// node of a shared store they are not: there a row may lose, and its file is taken back.
/// </summary>
internal sealed class ImportTurn : IDisposable
{
    // Sandboxes that share one only wait for each other.
    private static readonly SemaphoreSlim[] All = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    private readonly SemaphoreSlim turn;

    private ImportTurn(SemaphoreSlim turn) => this.turn = turn;

    /// <summary>Waits for it; disposing it lets the next file in.</summary>
    public static async ValueTask<ImportTurn> OfAsync(Sandbox sandbox)
    {
        var turn = All[(uint)sandbox.Name.GetHashCode(StringComparison.Ordinal) % All.Length];
        await turn.WaitAsync();
        return new ImportTurn(turn);
    }

    public void Dispose() => turn.Release();
}
