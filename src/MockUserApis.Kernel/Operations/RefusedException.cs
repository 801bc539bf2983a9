namespace MockUserApis.Kernel.Operations;

/// <summary>
/// The control plane's refusal, on its way to become an RFC 9457 answer. The detail says what to send instead.
/// </summary>
public sealed class RefusedException(int status, string title, string detail) : Exception(detail)
{
    public int Status => status;

    public string Title => title;

    public static RefusedException NotFound(string what, string detail) => new(404, $"No such {what}", detail);

    public static RefusedException Bad(string detail) => new(400, "Bad request", detail);
}
