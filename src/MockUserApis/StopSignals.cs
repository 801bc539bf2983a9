using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MockUserApis;

/// <summary>Every signal that ends a process the ordinary way ends it in good order; a second one at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] Ends =
    [
        PosixSignal.SIGINT,
        PosixSignal.SIGTERM,
        PosixSignal.SIGQUIT,
        PosixSignal.SIGHUP,
    ];
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration[] registrations;
    private int seen;

    public StopSignals() => registrations = [.. Ends.Select(s => PosixSignalRegistration.Create(s, End))];

    public CancellationToken Stop => stop.Token;

    public void Dispose()
    {
        // The source of the token is left to the process's end: a signal may be on its way.
        foreach (var registration in registrations)
            registration.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        // A closing shell, and systemd, send a hang-up beside another signal: that is no second request to stop.
        if (Interlocked.Increment(ref seen) > 1 && context.Signal != PosixSignal.SIGHUP)
            EndAtOnce(context.Signal);
        stop.Cancel();
    }

    // As a shell tells the end by a signal: 128 and its number. Nothing of the runtime's own end is waited for.
    private static void EndAtOnce(PosixSignal signal)
    {
        if (OperatingSystem.IsWindows())
            Process.GetCurrentProcess().Kill();
        _exit(
            128
                + signal switch
                {
                    PosixSignal.SIGINT => 2,
                    PosixSignal.SIGQUIT => 3,
                    _ => 15,
                }
        );
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void _exit(int code);
}
