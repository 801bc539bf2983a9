using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.State;

namespace MockUserApis.Testing;

/// <summary>
/// One test's own sandbox on a shared server. Its credentials open it; <see cref="MockVendor.CreateClient"/> sends
/// them.
/// </summary>
public sealed class MockSandbox : MockScope, IAsyncDisposable
{
    internal MockSandbox(ControlPlane control, Sandbox sandbox, Func<HttpMessageHandler> handlers)
        : base(control, sandbox, handlers) { }

    /// <summary>Drops the sandbox with all that is in it; its credentials open nothing any more.</summary>
    public ValueTask DisposeAsync() => Control.Operations.Sandboxes.DropAsync(Inside);
}
