using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel.Certificates;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// All that the control plane can do. HTTP, the Testing package and the Pact states call the same: a request record in,
/// a view record out, and a <see cref="RefusedException"/> that says what to send instead. What needs nothing of the
/// server is static: users, limits, the clock, settings.
/// </summary>
internal sealed class ControlOperations
{
    public ControlOperations(
        VendorDirectory vendors,
        Sandboxes sandboxes,
        MockOptions options,
        TimeProvider time,
        IServiceProvider services
    )
    {
        var identity = services.GetRequiredService<Identity>();
        Server = new ServerOperations(vendors, sandboxes, options, identity);
        Sandboxes = new SandboxOperations(vendors, sandboxes, options, time);
        Faults = new FaultOperations(vendors);
        Journal = new JournalOperations(vendors, options, services);
        RequestFiles = new RequestFileOperations(vendors, options, services);
        Assertions = new AssertionOperations(vendors, options);
        Coverage = new CoverageOperations(vendors);
        Snapshots = new SnapshotOperations(vendors);
        PactStates = new PactStateOperations(vendors, Faults);
    }

    public ServerOperations Server { get; }

    public SandboxOperations Sandboxes { get; }

    public FaultOperations Faults { get; }

    public JournalOperations Journal { get; }

    public RequestFileOperations RequestFiles { get; }

    public AssertionOperations Assertions { get; }

    public CoverageOperations Coverage { get; }

    public SnapshotOperations Snapshots { get; }

    public PactStateOperations PactStates { get; }
}
