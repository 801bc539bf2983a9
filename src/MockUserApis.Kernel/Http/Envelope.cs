using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// What every exchange with the control plane has around it: headers that keep the answer from being sniffed or framed,
/// and a problem document wherever a defect, or the routing, would leave the client with an empty one. What went to a
/// wrong address is noted: its sender may look for it here and nowhere else.
/// </summary>
internal sealed partial class Envelope(RequestDelegate next, ControlPlane control, ILogger<Envelope> log)
{
    private const string Documented = "GET /_mock/openapi.json describes what there is.";

    public async Task InvokeAsync(HttpContext http)
    {
        Problem.Protect(http.Response.Headers);
        // The control plane reads JSON alone; curl -d would call it a form.
        if (HasBody(http.Request))
            http.Request.ContentType = "application/json";
        http.Response.OnStarting(() =>
        {
            NoteIfUnknown(http);
            return Task.CompletedTask;
        });
        try
        {
            await next(http);
        }
        catch (Exception error) when (error is not StoreUnavailableException && CanAnswer(http))
        {
            http.Response.Clear();
            await AnswerAsync(http, error);
            return;
        }

        if (http.Response is { StatusCode: >= 400, ContentType: null } && CanAnswer(http))
            await ExplainAsync(http);
    }

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength > 0 || request.Headers.ContainsKey("Transfer-Encoding");

    private static bool CanAnswer(HttpContext http) =>
        !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested;

    private Task AnswerAsync(HttpContext http, Exception error)
    {
        if (error is RefusedException refused)
            return Problem.Write(http, refused.Status, refused.Title, refused.Message);
        if (error is BadHttpRequestException bad)
        {
            return Problem.Write(http, bad.StatusCode, "Bad request", bad.Message);
        }

        Failed(log, http.Request.Method, http.Request.Path, error);
        return Problem.Write(
            http,
            500,
            "Defect of the mock",
            "This is a defect of the mock, not of the request. The mock's log has the cause: please report it."
        );
    }

    private Task ExplainAsync(HttpContext http)
    {
        var (method, path, status) = (http.Request.Method, http.Request.Path, http.Response.StatusCode);
        return status switch
        {
            404 => Problem.Write(http, status, "Nothing here", Note(http, Wrong(http))),
            405 => Problem.Write(
                http,
                status,
                "Method not allowed",
                $"{path} takes {http.Response.Headers.Allow}, not {method}. {Documented}"
            ),
            _ => Problem.Write(http, status, "Refused", $"{method} {path} was not understood. {Documented}"),
        };
    }

    private WrongAddress Wrong(HttpContext http) =>
        WrongAddress.Of(
            http.Request.Method,
            http.Request.Path.ToUriComponent(),
            control.Vendors.All,
            control.Vendors.For(http.Request),
            control.Paths
        );

    private string Note(HttpContext http, WrongAddress wrong)
    {
        if (!IsBrowsersOwn(http.Request.Path))
            control.Misaddressed.Add(http.Request.Method, wrong.Sent, http.Response.StatusCode, wrong.Detail);
        return wrong.Detail;
    }

    // Without the token nothing says what is there; who has it sees on the page what the client did wrong. Noted before
    // the answer leaves, so that its reader finds it.
    private void NoteIfUnknown(HttpContext http)
    {
        var isAsked = http.Response.StatusCode == StatusCodes.Status401Unauthorized && http.GetEndpoint() is null;
        if (isAsked && !WrongAddress.IsControl(http.Request.Path.ToUriComponent()))
            Note(http, Wrong(http));
    }

    // Nobody's base address is wrong because a browser looks for these by itself.
    private static bool IsBrowsersOwn(PathString path) =>
        path == "/favicon.ico" || path.StartsWithSegments("/.well-known", StringComparison.Ordinal);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed inside the mock.")]
    private static partial void Failed(ILogger log, string method, string path, Exception error);
}
