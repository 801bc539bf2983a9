using System.Runtime;
using System.Runtime.CompilerServices;

namespace MockUserApis;

/// <summary>
/// Keeps the native program's collector from running while it starts: what is read then stays, and each of five
/// collections would copy it, and stop all that goes on. The other build has room for all of it before its first one.
/// </summary>
internal static class StartMemory
{
    // What a start with all vendors allocates, and some.
    private const long Bytes = 32 << 20;

    public static void Hold()
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
            GC.TryStartNoGCRegion(Bytes);
    }

    /// <summary>From here on it runs as usual; it does already where more was allocated.</summary>
    public static void Release()
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            GC.EndNoGCRegion();
    }
}
