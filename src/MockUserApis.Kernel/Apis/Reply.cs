using System.Text;
using Microsoft.AspNetCore.Mvc;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// An answer as a value: status, headers and the exact bytes. Nothing reaches the wire before <c>Record</c> has
/// written the journal, so a controller, a refusal and a fault all only choose a reply.
/// </summary>
public sealed record Reply(int Status, ReadOnlyMemory<byte> Body = default, string? ContentType = null) : IActionResult
{
    /// <summary>Headers beside Content-Type and Content-Length, in wire order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What this answer relies on; null when the operation's own evidence covers it.</summary>
    public Rule? Rule { get; init; }

    /// <summary>Sends <c>Content-Length: 0</c> with an empty body even where HTTP lets it be left out (204).</summary>
    public bool StatesLength { get; init; }

    /// <summary>
    /// What the vendor has and the mock lacks, for people to read: then this answer is the mock's doing and no mistake
    /// of the client. Null: nothing.
    /// </summary>
    public string? Lacks { get; init; }

    /// <summary>Work that makes the answer, too long to be done on the spot; null: this is the answer.</summary>
    internal Func<ValueTask<Reply>>? Work { get; init; }

    /// <summary>The answer comes of work that goes through the whole population, for <c>Scans</c>.</summary>
    public static Reply Scanning(Func<ValueTask<Reply>> work) => new(0) { Work = work };

    /// <summary>An action that has its answer at once gives it as it is.</summary>
    public static implicit operator ValueTask<Reply>(Reply reply) => new(reply);

    public static Reply NoContent { get; } = new(204);

    public static Reply Json(int status, ReadOnlyMemory<byte> body, string contentType = "application/json") =>
        new(status, body, contentType);

    public static Reply Text(int status, string body, string contentType = "application/json") =>
        new(status, Encoding.UTF8.GetBytes(body), contentType);

    public Reply With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };

    public Reply Because(Rule rule) => this with { Rule = rule };

    /// <param name="sentence">What the vendor has and the mock lacks: it goes into the diagnosis.</param>
    public Reply Lacking(string sentence) => this with { Lacks = sentence };

    /// <summary>
    /// Never called: MVC describes the controllers and does not run them. A result type is described by the documented
    /// answers alone.
    /// </summary>
    Task IActionResult.ExecuteResultAsync(ActionContext context) =>
        throw new NotSupportedException("A reply is sent by the pipeline.");
}
