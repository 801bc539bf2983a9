using MockUserApis.Kernel.Operations;
using static MockUserApis.Kernel.Http.ControlRoute;
using static MockUserApis.Kernel.Http.RouteHandlers;

namespace MockUserApis.Kernel.Http;

/// <summary>What was called: the journal, assertions about it, coverage.</summary>
internal static class JournalRoutes
{
    public static IEnumerable<ControlRoute> All(RouteHandlers handlers, StreamEndpoint stream) =>
        [
            new(
                ["GET"],
                "/sandboxes/{sandbox}/requests",
                "The journal, oldest first; vendor, operation, status, trace, since and limit narrow it to the newest "
                    + "that fit; view=summary gives one line each, format=har an HTTP Archive, whole without limit. "
                    + "X-Mock-Dropped says how many the journal dropped for want of room.",
                handlers.Requests
            )
            {
                Answers = [Answer<IReadOnlyList<RequestView>>(200), .. Problems(400, 404)],
            },
            new(
                ["GET"],
                "/sandboxes/{sandbox}/requests/{id}",
                "One exchange, explained: its way through the mock, the user before and after, what was wrong; "
                    + "format=har gives an HTTP Archive.",
                handlers.OneRequest
            )
            {
                Answers = [Answer<RequestView>(200), .. Problems(404)],
            },
            Done(
                "DELETE",
                "/sandboxes/{sandbox}/requests",
                "Empties the journal.",
                call => JournalOperations.ClearAsync(call.Sandbox),
                404
            ),
            new(
                ["GET"],
                "/sandboxes/{sandbox}/requests/stream",
                "The journal live (server-sent events); view=summary gives one line each. A listener that cannot keep "
                    + "up misses the oldest: an event dropped says how many.",
                stream.RunAsync
            )
            {
                Answers = [Answer(200, "text/event-stream"), .. Problems(404, 429)],
            },
            new(
                ["POST"],
                "/sandboxes/{sandbox}/assert",
                "Whether the journal holds the exchanges described; 422 names the nearest misses, or says that it is "
                    + "undecidable, because the journal dropped entries that decide it.",
                handlers.Assert
            )
            {
                Takes = typeof(AssertRequest),
                Answers = [Answer<AssertView>(200), Answer<AssertView>(422), .. Problems(400, 404)],
            },
            new(
                ["GET"],
                "/sandboxes/{sandbox}/coverage",
                "Contract coverage: JSON, or a page by Accept: text/html; vendor narrows it.",
                handlers.Coverage
            )
            {
                Answers = [Answer<CoverageView>(200), Answer(200, "text/html"), .. Problems(404)],
            },
        ];
}
