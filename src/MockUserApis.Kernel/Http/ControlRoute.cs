using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using MockUserApis.Kernel.Operations;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// A line of the table of routes: what is asked for, what is done, and what the OpenAPI document says of it.
/// </summary>
/// <param name="Path">Below <c>/_mock</c>.</param>
internal sealed record ControlRoute(string[] Verbs, string Path, string Summary, Func<Call, Task<IResult>> Run)
{
    /// <summary>The type that the body is described as; null: none is read.</summary>
    public Type? Takes { get; init; }

    public IReadOnlyList<ProducesResponseTypeMetadata> Answers { get; init; } = [];

    /// <summary>Needs no token.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The view as JSON.</summary>
    public static ControlRoute Json<T>(
        string verb,
        string path,
        string summary,
        Func<Call, ValueTask<T>> run,
        params int[] problems
    ) =>
        new([verb], path, summary, async call => TypedResults.Json(await run(call), ControlJson.Of<T>()))
        {
            Answers = [Answer<T>(200), .. Problems(problems)],
        };

    /// <summary>A body in, the view as JSON out.</summary>
    public static ControlRoute Json<TAsk, T>(
        string verb,
        string path,
        string summary,
        Func<Call, Task<TAsk>> read,
        Func<Call, TAsk, ValueTask<T>> run,
        int status,
        params int[] problems
    ) =>
        new(
            [verb],
            path,
            summary,
            async call =>
            {
                var ask = await read(call);
                return TypedResults.Json(await run(call, ask), ControlJson.Of<T>(), statusCode: status);
            }
        )
        {
            Takes = typeof(TAsk),
            Answers = [Answer<T>(status), .. Problems(problems)],
        };

    /// <summary>JSON that is written already.</summary>
    public static ControlRoute Written(
        string verb,
        string path,
        string summary,
        Func<Call, ValueTask<ReadOnlyMemory<byte>>> run,
        params int[] problems
    ) =>
        new([verb], path, summary, async call => TypedResults.Bytes(await run(call), "application/json"))
        {
            Answers = [Answer<JsonElement>(200), .. Problems(problems)],
        };

    /// <summary>Any JSON in, JSON that is written already out.</summary>
    public static ControlRoute Written(
        string verb,
        string path,
        string summary,
        Func<Call, string> example,
        Func<Call, JsonElement, ValueTask<ReadOnlyMemory<byte>>> run,
        params int[] problems
    ) =>
        new(
            [verb],
            path,
            summary,
            async call =>
            {
                var body = await Ask.Json(call.Http, example(call));
                return TypedResults.Bytes(await run(call, body), "application/json");
            }
        )
        {
            Takes = typeof(JsonElement),
            Answers = [Answer<JsonElement>(200), .. Problems(problems)],
        };

    /// <summary>No content.</summary>
    public static ControlRoute Done(
        string verb,
        string path,
        string summary,
        Func<Call, ValueTask> run,
        params int[] problems
    ) =>
        new(
            [verb],
            path,
            summary,
            async call =>
            {
                await run(call);
                return TypedResults.NoContent();
            }
        )
        {
            Answers = [Answer(204), .. Problems(problems)],
        };

    public static ProducesResponseTypeMetadata Answer<T>(int status) => new(status, typeof(T), ["application/json"]);

    public static ProducesResponseTypeMetadata Answer(int status, params string[] contentTypes) =>
        new(status, typeof(void), contentTypes);

    public static IEnumerable<ProducesResponseTypeMetadata> Problems(params int[] statuses) =>
        statuses.Select(s => new ProducesResponseTypeMetadata(s, typeof(ProblemDetails), ["application/problem+json"]));
}
