using MockUserApis.Kernel.Files;
using MockUserApis.Kernel.Http;

namespace MockUserApis;

/// <summary>
/// The file of <c>--addresses-file</c>: what GET /_mock/vendors answers, for scripts that start the mock on free ports.
/// It holds credentials, so it is for its owner alone; it is there while its ports listen, and not before or after.
/// </summary>
internal sealed class AddressesFile(OutputFile file)
{
    private byte[] written = [];

    /// <summary>A file of an earlier run names ports that are dead, or by now somebody else's.</summary>
    public void RemoveStale() => file.Remove();

    // A pipe takes it when somebody reads: that must not keep a server from being told to stop.
    public async Task WriteAsync(ControlPlane control, CancellationToken stop)
    {
        written = await control.VendorsJsonAsync();
        await Task.Run(() => file.Write(written), stop).WaitAsync(stop);
    }

    /// <summary>Takes it away, unless another server has written its own meanwhile.</summary>
    public void RemoveOwn()
    {
        try
        {
            if (written.Length > 0)
                file.Remove(written);
        }
        catch (OutputFileException)
        {
            // Its folder went away first. Nobody needs to know: the ports are dead anyway.
        }
    }
}
