namespace MockUserApis.Testing;

// An answer's body as a socket brings it: one that ends before its length says so is an error.
// body: As the server in process writes it.
// left: How many bytes must still come.
internal sealed class ArrivingBody(Stream body, long left) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        var read = await FromServerAsync(buffer, cancellationToken);
        left -= read;
        return read > 0 || left <= 0 ? read : throw SocketFailure.Ended();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> FromServerAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            if (cancellation.IsCancellationRequested)
                throw SocketFailure.Cancelled(error, cancellation);
            throw SocketFailure.Ended();
        }
    }
}
