namespace MockUserApis.Tests.Support;

/// <summary>
/// A wire transcript: what is sent and what must come back, byte by byte, one file a case. Lines: <c>#</c> says what it
/// shows and how its sandbox is made, <c>mock></c> arranges through the control plane, <c>></c> is the request,
/// <c>&lt;</c> the answer. With <c># answers: may depart</c> bodies are compared, but not held against the spec.
/// </summary>
public sealed record Transcript(string Title, IReadOnlyDictionary<string, string> Directives, IReadOnlyList<Step> Steps)
{
    public static Transcript Read(string file)
    {
        var steps = new List<Step>();
        var comments = new List<string>();
        Step? step = null;
        var inBody = false;
        foreach (var line in File.ReadAllLines(file))
        {
            if (line.StartsWith('#'))
                comments.Add(line[1..].Trim());
            else if (line.StartsWith("mock> ", StringComparison.Ordinal))
                steps.Add(step = new Step(line[6..]) { IsControl = true });
            else if (line.StartsWith('>') && (step is null || step.IsControl || step.Status is not null))
                (step, inBody) = (Add(new Step(line[1..].Trim())), false);
            else if (line.StartsWith('>'))
                inBody = Take(line, inBody, step!.RequestHeaders, step.RequestBody);
            else if (line.StartsWith('<') && step!.Status is null)
                (step.Status, inBody) = (line[1..].Trim(), false);
            else if (line.StartsWith('<'))
                inBody = Take(
                    line,
                    inBody,
                    step!.AnswerHeaders,
                    step.AnswerBody ??= inBody || line.Trim() == "<" ? [] : null
                );
            else
                line.Trim().ShouldBeEmpty($"{file}: neither #, mock>, > nor <: {line}");
        }

        var directives = comments
            .Skip(1)
            .Select(c => c.Split(':', 2))
            .Where(c => c.Length == 2)
            .ToDictionary(c => c[0].Trim(), c => c[1].Trim());
        steps.ShouldNotBeEmpty($"{file} has no step.");
        return new Transcript(comments.FirstOrDefault() ?? "", directives, steps);

        Step Add(Step made)
        {
            steps.Add(made);
            return made;
        }
    }

    private static bool Take(string line, bool inBody, List<string> headers, List<string>? body)
    {
        var text = line.Length > 1 && line[1] == ' ' ? line[2..] : line[1..];
        if (!inBody && text.Length == 0)
            return true;
        if (inBody)
            body!.Add(text);
        else
            headers.Add(text);
        return inBody;
    }
}

/// <summary>One request and the answer that must come, or one control-plane call.</summary>
public sealed record Step(string Request)
{
    public bool IsControl { get; init; }

    public List<string> RequestHeaders { get; } = [];

    public List<string> RequestBody { get; } = [];

    public string? Status { get; set; }

    public List<string> AnswerHeaders { get; } = [];

    /// <summary>Null: the body is not looked at.</summary>
    public List<string>? AnswerBody { get; set; }
}
