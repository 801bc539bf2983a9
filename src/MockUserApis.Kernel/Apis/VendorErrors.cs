using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>How a vendor words each refusal of the kernel: a method each, so that none can be forgotten.</summary>
public abstract class VendorErrors
{
    /// <summary>The vendor's answer to a refusal.</summary>
    public Reply Of(Refusal refusal, Exchange exchange) =>
        refusal switch
        {
            Refusal.NoCredential => NoCredential(exchange),
            Refusal.BadCredential => BadCredential(exchange),
            Refusal.ReadOnlyCredential => ReadOnlyCredential(exchange),
            Refusal.NoSuchPath r => NoSuchPath(r.Path, exchange),
            Refusal.WrongMethod r => Allowing(WrongMethod(r.Method, exchange), r.Allowed),
            Refusal.TooLarge r => TooLarge(r.Limit, exchange),
            Refusal.WrongMediaType r => WrongMediaType(r.Sent, exchange),
            Refusal.WrongEncoding r => WrongEncoding(r.Sent, exchange),
            Refusal.Malformed r => Malformed(r, exchange),
            Refusal.Broken r => Broken(r.Findings, exchange),
            Refusal.Throttled r => Throttled(r.Allowance.RetrySeconds, exchange),
            Refusal.Injected r => Injected(r.Status, exchange),
            _ => throw new InvalidOperationException($"No wording for {refusal}."),
        };

    /// <summary>
    /// A refused method is told which ones are allowed (RFC 9110). False: not here, or with all answers.
    /// </summary>
    protected virtual bool StatesAllow => true;

    /// <summary>No credential was sent.</summary>
    protected abstract Reply NoCredential(Exchange exchange);

    /// <summary>What was sent opens nothing.</summary>
    protected abstract Reply BadCredential(Exchange exchange);

    /// <summary>A credential that only reads was sent to write with.</summary>
    protected abstract Reply ReadOnlyCredential(Exchange exchange);

    /// <param name="path">As sent, without prefixes of the mock.</param>
    /// <param name="exchange">The request.</param>
    protected abstract Reply NoSuchPath(string path, Exchange exchange);

    protected abstract Reply WrongMethod(string method, Exchange exchange);

    /// <param name="limit">The most bytes that a body may have.</param>
    /// <param name="exchange">The request.</param>
    protected abstract Reply TooLarge(long limit, Exchange exchange);

    /// <param name="sent">The media type; null when none was declared.</param>
    /// <param name="exchange">The request.</param>
    protected abstract Reply WrongMediaType(string? sent, Exchange exchange);

    protected abstract Reply WrongEncoding(string sent, Exchange exchange);

    protected abstract Reply Malformed(Refusal.Malformed refusal, Exchange exchange);

    /// <param name="findings">Never empty.</param>
    /// <param name="exchange">The request.</param>
    protected abstract Reply Broken(IReadOnlyList<Finding> findings, Exchange exchange);

    /// <param name="seconds">Until the next request may come, 1 or more.</param>
    /// <param name="exchange">The request.</param>
    protected abstract Reply Throttled(long seconds, Exchange exchange);

    /// <summary>A status that a fault asks for.</summary>
    protected abstract Reply Injected(int status, Exchange exchange);

    private Reply Allowing(Reply reply, IReadOnlyList<string> allowed) =>
        StatesAllow ? reply.With("Allow", string.Join(", ", allowed)) : reply;
}
