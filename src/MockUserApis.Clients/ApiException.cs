namespace MockUserApis.Clients;

/// <summary>
/// The vendor refused, or its answer could not be read (then with an inner exception or a status of 2xx).
/// </summary>
public class ApiException : Exception
{
    private const int ShownCharacters = 500;

    private readonly Answer answer;

    internal ApiException(Answer answer)
        : base($"{answer.Request}: {answer.Status}. {Shown(answer.Text)}")
    {
        this.answer = answer;
    }

    internal ApiException(Answer answer, Exception? reason)
        : base(
            $"{answer.Request}: {answer.Status}, but the body is not what the contract declares. {Shown(answer.Text)}",
            reason
        )
    {
        this.answer = answer;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode => answer.Status;

    /// <summary>The body as it came.</summary>
    public string Response => answer.Text;

    /// <summary>The answer's headers; names in any case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers => answer.Headers;

    /// <summary>How long to wait, if the vendor says so in seconds.</summary>
    public TimeSpan? RetryAfter => answer.RetryAfter;

    private static string Shown(string text) =>
        text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)} …";
}

/// <summary>The vendor refused, with the body that its contract declares for this status.</summary>
/// <typeparam name="TError">The body's type.</typeparam>
public sealed class ApiException<TError> : ApiException
{
    internal ApiException(Answer answer, TError error)
        : base(answer)
    {
        Error = error;
    }

    /// <summary>The body.</summary>
    public TError Error { get; }
}
