using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Apis;

/// <content>What the client sent, and whose memory it is in.</content>
public sealed partial class Exchange
{
    private byte[]? room;

    /// <summary>
    /// The body as sent. Its room goes back to the pool with the exchange: whatever outlives that copies it.
    /// </summary>
    public ReadOnlyMemory<byte> BodyBytes { get; private set; }

    /// <summary>The body's content coding was undone.</summary>
    internal bool IsInflated { get; set; }

    /// <summary>The body is in a content coding still: nobody has read it.</summary>
    internal bool IsCoded =>
        !IsInflated
        && BodyBytes.Length > 0
        && http.Request.Headers.ContentEncoding is [{ Length: > 0 } coding, ..]
        && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body is longer than allowed: it was not read.</summary>
    public bool TooLarge { get; internal set; }

    /// <summary>Why the body did not arrive; null: it did.</summary>
    internal ExceptionDispatchInfo? Unreceived { get; set; }

    /// <summary>That the body is a form, and the operation reads it as one; null: it is JSON.</summary>
    public Rule? Form { get; internal set; }

    public JsonDocument? Parsed { get; internal set; }

    /// <summary>The parsed body; undefined when there is none.</summary>
    public JsonElement Body => Parsed?.RootElement ?? default;

    /// <summary>Notes that the answer relies on what lets values pass that the documents do not want.</summary>
    internal void RelyOnNotes()
    {
        if (findings is null)
            return;
        foreach (var finding in findings)
        {
            if (finding is { Breaks: false, In: "body", Schema: not null })
                Rely(finding.Rule);
        }
    }

    internal void Take(in ReadOnlySequence<byte> body)
    {
        room = ArrayPool<byte>.Shared.Rent((int)body.Length);
        body.CopyTo(room);
        BodyBytes = room.AsMemory(0, (int)body.Length);
    }

    /// <summary>Puts other bytes in the body's place.</summary>
    internal void Replace(ReadOnlyMemory<byte> body)
    {
        if (room is not null)
            ArrayPool<byte>.Shared.Return(room);
        Take(new ReadOnlySequence<byte>(body));
    }

    /// <summary>The answer is out: the parsed body and its bytes are given back.</summary>
    internal void Release()
    {
        Parsed?.Dispose();
        if (room is not null)
            ArrayPool<byte>.Shared.Return(room);
        (Parsed, room, BodyBytes) = (null, null, default);
    }
}
