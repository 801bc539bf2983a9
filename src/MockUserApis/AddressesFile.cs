using MockUserApis.Kernel;

namespace MockUserApis;

/// <summary>The file of <c>--addresses-file</c>: what GET /_mock/vendors answers, for scripts that start the mock on free ports.</summary>
internal static class AddressesFile
{
    // Written beside and renamed: who waits for the file never reads half of it.
    public static async Task WriteAsync(string path, ControlPlane control)
    {
        var partial = path + ".partial";
        await File.WriteAllBytesAsync(partial, control.VendorsJson());
        File.Move(partial, path, overwrite: true);
    }
}
