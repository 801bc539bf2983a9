namespace MockUserApis.Kernel.Documents;

/// <summary>
/// One object that a thread keeps for its next use. It is taken out while it is used, so a use within a use gets
/// another; none is kept across an <c>await</c>.
/// </summary>
internal static class Spare<T>
    where T : class
{
    [ThreadStatic]
    private static T? kept;

    /// <summary>Null: there is none, or it is in use.</summary>
    public static T? Take()
    {
        var taken = kept;
        kept = null;
        return taken;
    }

    public static void Keep(T used) => kept = used;
}
