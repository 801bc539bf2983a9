using System.Text.Json;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>A documented answer: its evidence, and per media type the schema of its body.</summary>
public sealed record Answer(string Status, Rule Rule, IReadOnlyDictionary<string, Schema?> Content);

/// <summary>
/// That a body may be a file alone, without a form around it: it stands for the form's part of this name.
/// </summary>
public sealed record BareFile(string MediaType, string Part, Rule Rule);

/// <summary>One operation of a spec, with what the pipeline needs of it.</summary>
public sealed class Operation
{
    /// <summary>The media type of JSON.</summary>
    public const string JsonType = "application/json";

    /// <summary>A media type of forms.</summary>
    public const string FormType = "application/x-www-form-urlencoded";

    /// <inheritdoc cref="FormType"/>
    public const string MultipartType = "multipart/form-data";

    public required string Id { get; init; }

    public required string Method { get; init; }

    /// <summary>The path template as the spec writes it, e.g. <c>/v1/users/{identifyId}</c>.</summary>
    public required string Path { get; init; }

    public required string Tag { get; init; }

    public required string Summary { get; init; }

    public required Rule Rule { get; init; }

    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>
    /// A request without a query can break no rule about parameters: its path takes any text and it asks for no query.
    /// </summary>
    public bool Unconstrained { get; init; }

    /// <summary>
    /// The schema of the request body, as JSON or as the object that a form stands for; null when the operation reads
    /// none.
    /// </summary>
    public Schema? Body { get; init; }

    /// <summary>Whether the body may be JSON. Where files are sent it is a form, or the file alone.</summary>
    public bool TakesJson { get; init; }

    public bool BodyRequired { get; init; }

    /// <summary>
    /// That the operation takes its body as <c>application/x-www-form-urlencoded</c> too; null when not.
    /// </summary>
    public Rule? Form { get; init; }

    /// <summary>The same of <c>multipart/form-data</c>.</summary>
    public Rule? Multipart { get; init; }

    /// <summary>That the body may be the form's one file alone; null when not.</summary>
    public BareFile? File { get; init; }

    /// <summary>
    /// Whether no template takes its literal path: another method there is refused, and names no user of that id.
    /// </summary>
    public bool HidesTemplates { get; init; }

    /// <summary>The operation needs no credential (a login).</summary>
    public bool Anonymous { get; init; }

    /// <summary>Its path ends in a slash that a request may leave out.</summary>
    public bool SlashOptional { get; init; }

    /// <summary>Whether it changes state: everything but GET, HEAD and OPTIONS.</summary>
    public bool Writes => Method is not ("GET" or "HEAD" or "OPTIONS");

    /// <summary>Its template takes paths at which the vendor has another operation, which the mock has not.</summary>
    public bool TakesMissing { get; internal set; }

    /// <summary>As the spec writes the statuses; one is <c>default</c>, perhaps.</summary>
    public required IReadOnlyDictionary<string, Answer> Answers { get; init; }

    /// <summary>Those that are for one status.</summary>
    internal Dictionary<int, Answer> AnswersByStatus { get; init; } = [];

    /// <summary>The spec's <c>default</c>.</summary>
    internal Answer? AnswerElse { get; init; }

    /// <summary>The request body's first example; undefined when there is none.</summary>
    public JsonElement Example { get; init; }

    /// <summary>The operation in the spec, for documents and examples.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>Names of body members (requests and answers) that hold secrets.</summary>
    public required IReadOnlySet<string> Secrets { get; init; }

    /// <summary>The documented answer for a status, or the spec's <c>default</c>.</summary>
    public Answer? AnswerFor(int status) => AnswersByStatus.GetValueOrDefault(status) ?? AnswerElse;
}
