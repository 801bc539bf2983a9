namespace MockUserApis.Testing;

// The fixture's calls return what they made; in this process's memory an operation is done when it returns.
internal static class Synchronous
{
    public static T Now<T>(this ValueTask<T> operation) =>
        operation.IsCompleted ? operation.GetAwaiter().GetResult() : throw Waits();

    public static void Now(this ValueTask operation)
    {
        if (!operation.IsCompleted)
            throw Waits();
        operation.GetAwaiter().GetResult();
    }

    private static InvalidOperationException Waits() => new("The embedded store never waits, and now it does.");
}
