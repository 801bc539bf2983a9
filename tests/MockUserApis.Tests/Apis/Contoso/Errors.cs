using System.Text.Json;

namespace MockUserApis.Tests.Apis.Contoso;

/// <summary>What it refuses with.</summary>
internal sealed class Errors : VendorErrors
{
    private static readonly Rule All = new("errors", Evidence.DOC);

    public static Reply NotFound => Error(404, "no such member");

    public static Reply Taken => Error(409, "taken");

    protected override Reply NoCredential(Exchange exchange) => Error(401, "no key");

    protected override Reply BadCredential(Exchange exchange) => Error(401, "bad key");

    protected override Reply ReadOnlyCredential(Exchange exchange) => Error(403, "only reads");

    protected override Reply NoSuchPath(string path, Exchange exchange) => Error(404, "no such path");

    protected override Reply WrongMethod(string method, Exchange exchange) => Error(405, "wrong method");

    protected override Reply TooLarge(long limit, Exchange exchange) => Error(413, "too large");

    protected override Reply WrongMediaType(string? sent, Exchange exchange) => Error(415, "not JSON");

    protected override Reply WrongEncoding(string sent, Exchange exchange) => Error(415, "encoded");

    protected override Reply Malformed(Refusal.Malformed refusal, Exchange exchange) => Error(400, "malformed");

    protected override Reply Broken(IReadOnlyList<Finding> findings, Exchange exchange) =>
        Error(400, $"{findings[0].Pointer} {findings[0].Keyword}");

    protected override Reply Throttled(long seconds, Exchange exchange) => Error(429, "too many");

    protected override Reply Injected(int status, Exchange exchange) => Error(status, "injected");

    private static Reply Error(int status, string text) =>
        Reply.Text(status, JsonSerializer.Serialize(new { error = text })).Because(All);
}
