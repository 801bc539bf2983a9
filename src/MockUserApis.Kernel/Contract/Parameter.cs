namespace MockUserApis.Kernel.Contract;

/// <summary>A query or path parameter as the spec declares it.</summary>
public sealed record Parameter(string Name, string In, bool Required, bool Repeats, Schema Schema)
{
    /// <summary>The spec's example in one text.</summary>
    public string? Example { get; init; }

    /// <summary>An empty value of it is as good as none: OpenAPI's <c>allowEmptyValue</c>.</summary>
    public bool EmptyIsAbsent { get; init; }
}
