using System.Buffers;

namespace MockUserApis.Kernel.Documents;

/// <summary>Room for JSON that is being written, of the process's pool: the next large body uses it again.</summary>
internal sealed class GrowingBuffer : IBufferWriter<byte>
{
    private const int Least = 1024;

    /// <summary>Beyond this a buffer goes back to the pool, instead of staying with its thread.</summary>
    private const int MaxKept = 1 << 16;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Least);

    public int WrittenCount { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, WrittenCount);

    public void Advance(int count) => WrittenCount += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => Grown(sizeHint).AsMemory(WrittenCount);

    public Span<byte> GetSpan(int sizeHint = 0) => Grown(sizeHint).AsSpan(WrittenCount);

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        WrittenCount = 0;
        if (bytes.Length > MaxKept)
            Replace(ArrayPool<byte>.Shared.Rent(Least));
    }

    private byte[] Grown(int more)
    {
        var needed = WrittenCount + Math.Max(more, 1);
        if (needed <= bytes.Length)
            return bytes;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, bytes.Length * 2));
        Written.CopyTo(larger);
        Replace(larger);
        return bytes;
    }

    private void Replace(byte[] other)
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = other;
    }
}
