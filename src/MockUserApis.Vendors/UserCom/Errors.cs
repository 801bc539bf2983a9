using System.Globalization;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>How User.com says no: the shapes and texts of the Django REST framework.</summary>
internal sealed class Errors : VendorErrors
{
    private static readonly Rule NotFoundRule = new("errors/NotFound", REC);
    private static readonly Rule NoIdRule = new("errors/NotFound/id", ASSUMED, "what is no id: nobody has it");
    private static readonly Rule NoSlashRule = new("errors/NoSlash", REC, "404 with a page of HTML, no redirect");
    private static readonly Rule NoPageRule = new(
        "errors/NoPage",
        ASSUMED,
        "any other path that is not there: the page that a path without its slash gets"
    );
    private static readonly Rule InvalidTokenRule = new("errors/InvalidToken", REC);
    private static readonly Rule NoTokenRule = new("errors/NoToken", ASSUMED, "the framework's usual text");
    private static readonly Rule FieldsRule = new(
        "errors/Fields",
        REC,
        "the shape; of the texts, only that of a choice was recorded"
    );
    private static readonly Rule TakenRule = new(
        "errors/Taken",
        ASSUMED,
        "two users cannot have one id: the framework's text for a unique field"
    );
    private static readonly Rule InvalidPageRule = new(
        "errors/InvalidPage",
        ASSUMED,
        "the framework's own paging answers so"
    );
    private static readonly Rule ThrottledRule = new(
        "errors/Throttled",
        ASSUMED,
        "429 is documented; body and Retry-After are the framework's"
    );
    private static readonly Rule OtherRule = new("errors/Other", ASSUMED, "the framework's usual answer");
    private static readonly Rule GatewayRule = new(
        "errors/Gateway",
        ASSUMED,
        "502 and 504 are documented; the page is that of a server before the framework"
    );

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    // No rule of its own: the operation's 404 says how sure it is.
    public static Reply NotFound { get; } = Detail(404, "Not found.", null);

    /// <summary>Stands in: the kernel puts the refusal of a user that grew too large in its place.</summary>
    public static Reply Outgrown => NotFound;

    public static Reply InvalidPage { get; } = Detail(404, "Invalid page.", InvalidPageRule);

    public static Reply NotAcceptable { get; } = Detail(406, "Invalid version in \"Accept\" header.", OtherRule);

    public static Reply Taken(Conflict conflict, Exchange exchange) =>
        Taken(exchange.View.NameOf(conflict.Index.Field), TakenRule);

    public static Reply Taken(string field, Rule rule) =>
        FieldErrors.Answer([(field, "This field must be unique.")], rule);

    /// <summary>The framework has it on all of a path's answers: see <see cref="Allow"/>.</summary>
    protected override bool StatesAllow => false;

    protected override Reply NoCredential(Exchange exchange) =>
        Unauthorized("Authentication credentials were not provided.", NoTokenRule);

    protected override Reply BadCredential(Exchange exchange) => BadToken(exchange.Credential);

    protected override Reply ReadOnlyCredential(Exchange exchange) =>
        Detail(403, "You do not have permission to perform this action.", OtherRule);

    protected override Reply NoSuchPath(string path, Exchange exchange) =>
        Page(exchange.Api.Contract.Router.Find(path + "/").Found ? NoSlashRule : NoPageRule);

    protected override Reply WrongMethod(string method, Exchange exchange) =>
        Detail(405, $"Method \"{method}\" not allowed.", OtherRule);

    protected override Reply TooLarge(long limit, Exchange exchange) =>
        Detail(413, "Request body too large.", OtherRule);

    protected override Reply WrongMediaType(string? sent, Exchange exchange) =>
        Detail(415, $"Unsupported media type \"{sent}\" in request.", OtherRule);

    protected override Reply WrongEncoding(string sent, Exchange exchange) =>
        Detail(415, $"Unsupported content encoding \"{sent}\" in request.", OtherRule);

    protected override Reply Malformed(Refusal.Malformed refusal, Exchange exchange) =>
        exchange.Form is not null
            ? Detail(400, "Form parse error - " + refusal.Problem, OtherRule)
            : Detail(400, "JSON parse error - " + Python(refusal, exchange), OtherRule);

    protected override Reply Broken(IReadOnlyList<Finding> findings, Exchange exchange)
    {
        if (findings.Any(f => f.In == "path"))
            return NotFound.Because(NoIdRule);
        if (findings.Any(f => f is { In: "query", Field: "page" }))
            return InvalidPage;
        return findings.Any(f => f is { In: "query", Field: "cursor" })
            ? Detail(404, "Invalid cursor", null)
            : FieldErrors.Answer(findings.Select(FieldErrors.Of), FieldsRule);
    }

    protected override Reply Throttled(long seconds, Exchange exchange) => Throttled(seconds);

    protected override Reply Injected(int status, Exchange exchange) =>
        status switch
        {
            400 => Detail(400, "Malformed request.", OtherRule),
            401 => Unauthorized("Invalid token.", InvalidTokenRule),
            403 => ReadOnlyCredential(exchange),
            404 => Detail(404, "Not found.", NotFoundRule),
            405 => WrongMethod(exchange.Method, exchange),
            406 => NotAcceptable,
            413 => TooLarge(0, exchange),
            415 => WrongMediaType(exchange.Http.Request.ContentType, exchange),
            429 => Throttled(1),
            502 => Gateway(502, "Bad Gateway"),
            504 => Gateway(504, "Gateway Time-out"),
            _ => Detail(status, "A server error occurred.", OtherRule),
        };

    /// <summary>
    /// The methods of a path in the framework's order: <c>GET, PUT, PATCH, DELETE, HEAD, OPTIONS</c> on a user,
    /// <c>GET, OPTIONS</c> on a search. REC
    /// </summary>
    public static string Allow(IReadOnlyList<Operation> operations)
    {
        var known = operations.Select(o => o.Method).ToList();
        var isSearch = operations[0].Path.EndsWith("/search/", StringComparison.Ordinal);
        if (known.Contains("GET") && !isSearch)
            known.Add("HEAD");
        return string.Join(", ", Methods.Where(known.Contains).Append("OPTIONS"));
    }

    private static Reply BadToken(string? token) =>
        token switch
        {
            "" => Unauthorized("Invalid token header. No credentials provided.", OtherRule),
            { } sent when sent.Contains(' ', StringComparison.Ordinal) => Unauthorized(
                "Invalid token header. Token string should not contain spaces.",
                OtherRule
            ),
            _ => Unauthorized("Invalid token.", InvalidTokenRule),
        };

    private static Reply Unauthorized(string detail, Rule rule) =>
        Detail(401, detail, rule).With("WWW-Authenticate", "Token");

    private static Reply Throttled(long seconds) =>
        Detail(
                429,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Request was throttled. Expected available in {seconds} second{(seconds == 1 ? "" : "s")}."
                ),
                ThrottledRule
            )
            .With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));

    // What stands before the framework answers for it, and not in JSON.
    private static Reply Gateway(int status, string title) =>
        Reply
            .Text(
                status,
                $"""
                <html>
                <head><title>{status} {title}</title></head>
                <body>
                <center><h1>{status} {title}</h1></center>
                </body>
                </html>

                """,
                "text/html"
            )
            .Because(GatewayRule);

    // Python's own words where they are certain; its parser and ours name most other faults differently.
    private static string Python(Refusal.Malformed no, Exchange exchange)
    {
        var problem = exchange.BodyBytes.Length == 0 ? "Expecting value" : no.Problem;
        var (line, at) = (1L, 0);
        while (line < no.Line && exchange.BodyBytes.Span[at..].IndexOf((byte)'\n') is var end and >= 0)
            (line, at) = (line + 1, at + end + 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{problem}: line {no.Line} column {no.Column} (char {at + no.Column - 1})"
        );
    }

    private static Reply Detail(int status, string detail, Rule? rule)
    {
        var reply = Reply.Json(
            status,
            RawJson.Write(
                detail,
                static (json, text) =>
                {
                    json.WriteStartObject();
                    json.WriteString("detail", text);
                    json.WriteEndObject();
                }
            )
        );
        return rule is null ? reply : reply.Because(rule);
    }

    // The framework's page for a path that none of its patterns matches.
    private static Reply Page(Rule rule) =>
        Reply
            .Text(
                404,
                """

                <!doctype html>
                <html lang="en">
                <head>
                  <title>Not Found</title>
                </head>
                <body>
                  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>
                </body>
                </html>

                """,
                "text/html"
            )
            .Because(rule);
}
