namespace MockUserApis.Testing;

// The fixture's calls return what they made; in this process's memory an operation is done when it returns.
internal static class Synchronous
{
    public static T Now<T>(this ValueTask<T> operation) =>
        operation.IsCompletedSuccessfully ? operation.Result : operation.AsTask().GetAwaiter().GetResult();
}
