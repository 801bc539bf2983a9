using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// What long bodies take while the rest of them has not come: thousands of clients that stop in the middle must not
/// take the memory of all others.
/// </summary>
public sealed class ArrivingBodies(MockOptions options)
{
    /// <summary>So much of a body is not counted: most come in one piece.</summary>
    private const int Free = 1 << 16;

    private long bytes;

    public Holding Holding =>
        new("arriving bytes", Interlocked.Read(ref bytes), options.ArrivingBytes, "--arriving-bytes");

    /// <summary>Counts what has come of a body, of which <paramref name="counted"/> are counted already.</summary>
    /// <exception cref="StoreFullException">There is no room for so much.</exception>
    public void Count(long come, ref long counted)
    {
        var more = come - counted;
        if (come <= Free || more <= 0)
            return;
        if (Interlocked.Add(ref bytes, more) > options.ArrivingBytes)
        {
            Give(more);
            throw new StoreFullException(
                $"Request bodies that have not come whole take {options.ArrivingBytes} bytes already. Send it again "
                    + "later, or start the mock with a larger --arriving-bytes."
            );
        }

        counted = come;
    }

    public void Give(long counted) => Interlocked.Add(ref bytes, -counted);
}
