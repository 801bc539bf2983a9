using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>The routes that answer more than a view: a status, a header, or a form that the query chooses.</summary>
internal sealed class RouteHandlers(ControlOperations operations, ControlPlane control)
{
    private static readonly ControlJson Types = ControlJson.Plain;

    /// <summary>Reads a body of this type.</summary>
    public static Func<Call, Task<T>> Body<T>(string example)
        where T : class => call => Ask.Body(call.Http, ControlJson.Of<T>(), example);

    /// <summary>The state's sandbox is in the query.</summary>
    public static async Task<PactStateRequest> PactState(Call call)
    {
        await call.FindAsync(call.Query("sandbox") ?? Sandboxes.Default);
        return await Ask.Body(call.Http, Types.PactStateRequest, PactStateOperations.Example);
    }

    public async Task<IResult> Health(Call call)
    {
        var isVerbose = call.Http.Request.Query.ContainsKey("verbose");
        var view = await operations.Server.HealthAsync(
            control.Readiness.IsReady,
            isVerbose ? control.HoldingsAsync : null
        );
        return TypedResults.Json(view, Types.HealthView, statusCode: view.Status == HealthView.Ready ? 200 : 503);
    }

    public static async Task<IResult> Members(Call call)
    {
        var after = call.Query("after") is { } key ? Call.Unescaped(key) : null;
        var page = await MemberOperations.ListAsync(
            call.Sandbox,
            call.Resource,
            new MemberQuery(call.Query("limit"), after, call.Query("q")?.Trim())
        );
        var headers = call.Http.Response.Headers;
        if (page.Next is { } next)
        {
            var search = call.Query("q") is { } text ? $"&q={Uri.EscapeDataString(text)}" : "";
            var list = call.Addresses.Root + call.Http.Request.Path;
            headers.Link = $"<{list}?limit={page.Limit}&after={Uri.EscapeDataString(next)}{search}>; rel=\"next\"";
        }

        headers["X-Total-Count"] = page.Total.ToString(CultureInfo.InvariantCulture);
        var keyed = call.Query("view") == "keyed" ? call.Resource.Recipe.Noun : null;
        return TypedResults.Bytes(RawJson.Write((page.Members, keyed), Write), "application/json");
    }

    public async Task<IResult> Requests(Call call)
    {
        var query = new JournalQuery(
            call.Query("vendor"),
            call.Query("operation"),
            call.Query("status"),
            call.Query("trace"),
            call.Query("since"),
            call.Query("limit")
        );
        if (call.Query("format") == "har")
        {
            var archive = await operations.Journal.ArchiveAsync(call.Sandbox, query);
            Tell(archive.Dropped, call);
            return Archive(archive);
        }

        if (call.Query("view") == "summary")
        {
            var lines = await JournalOperations.SummariesAsync(call.Sandbox, query);
            Tell(lines.Dropped, call);
            return TypedResults.Json(lines.Entries, Types.IReadOnlyListSummaryView);
        }

        var page = await JournalOperations.ListAsync(call.Sandbox, query);
        Tell(page.Dropped, call);
        return TypedResults.Json(page.Entries, Types.IReadOnlyListRequestView);
    }

    public async Task<IResult> OneRequest(Call call) =>
        call.Query("format") == "har"
            ? Archive(await operations.Journal.ArchiveOfOneAsync(call.Sandbox, call.Id))
            : TypedResults.Json(
                await operations.Journal.ShowAsync(call.Sandbox, call.Id, call.Addresses),
                Types.RequestView
            );

    public async Task<IResult> Assert(Call call)
    {
        var ask = await Ask.Body(call.Http, Types.AssertRequest, AssertionOperations.Example);
        var view = await operations.Assertions.JudgeAsync(call.Sandbox, ask, call.Http.RequestAborted);
        return TypedResults.Json(view, Types.AssertView, statusCode: view.Holds ? 200 : 422);
    }

    public async Task<IResult> Coverage(Call call)
    {
        var view = await operations.Coverage.ShowAsync(call.Sandbox, call.Http.Request.Query["vendor"]);
        var isPage = call.Http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html");
        return isPage ? CoveragePage.Of(view, call.Http) : TypedResults.Json(view, Types.CoverageView);
    }

    public async ValueTask Restore(Call call) =>
        await Ask.Snapshot(call.Http, json => operations.Snapshots.RestoreAsync(call.Sandbox, json));

    private static void Tell(long dropped, Call call)
    {
        if (dropped == 0)
            return;
        call.Http.Response.Headers["X-Mock-Dropped"] = dropped.ToString(CultureInfo.InvariantCulture);
    }

    private static IResult Archive(Har archive) => TypedResults.Stream(archive.WriteAsync, "application/json");

    private static void Write(Utf8JsonWriter json, (IReadOnlyList<ShownMember> Members, string? Keyed) page)
    {
        json.WriteStartArray();
        foreach (var (key, member, isChanged) in page.Members)
        {
            if (page.Keyed is { } noun)
            {
                json.WriteStartObject();
                json.WriteString("key", key);
                json.WriteBoolean("changed", isChanged);
                json.WritePropertyName(noun);
            }

            json.WriteRawValue(member.Span, skipInputValidation: true);
            if (page.Keyed is not null)
                json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
