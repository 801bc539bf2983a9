namespace MockUserApis.NewVendor;

/// <summary>What a vendor's files are written from.</summary>
internal sealed record Sketch(string Name)
{
    public string Title { get; init; } = VendorName.Title(Name);

    public string Slug => VendorName.Slug(Name);

    public int PortOffset { get; init; }

    /// <summary>Where the vendor's own server is.</summary>
    public required string Server { get; init; }

    /// <summary>The path that members are added at; a member is at it, <c>/</c> and its id.</summary>
    public required string Collection { get; init; }

    /// <summary>What an update is sent with: PATCH, PUT or POST.</summary>
    public required string Method { get; init; }

    /// <summary>What ends a path: a slash, or nothing.</summary>
    public string PathEnd { get; init; } = "";

    /// <summary>The header of the credential.</summary>
    public string Header { get; init; } = "Authorization";

    /// <summary>What stands before the credential in it: <c>Bearer </c>, <c>Basic </c> or nothing.</summary>
    public string Scheme { get; init; } = "Bearer ";

    /// <summary>The fields of an update's body.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>The operations beside the update that the vendor's file has: get, create, delete.</summary>
    public IReadOnlySet<string> Known { get; init; } = new HashSet<string>();

    /// <summary>What else the vendor's file has: method, path, summary.</summary>
    public IReadOnlyList<(string Method, string Path, string Summary)> Others { get; init; } = [];

    /// <summary>What of the vendor's file the skeleton has not, a line each.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The file that it was read from; null: there was none.</summary>
    public string? Source { get; init; }

    /// <summary>The last fixed part of the path, in PascalCase: <c>Contacts</c>.</summary>
    public string Many => Words.Pascal(Collection.Split('/', StringSplitOptions.RemoveEmptyEntries).Last(IsFixed));

    /// <summary>One of them: <c>Contact</c>.</summary>
    public string One => Words.Singular(Many);

    /// <summary>How an operation is known.</summary>
    public string EvidenceOf(string operation) =>
        operation == "update" && Source is not null || Known.Contains(operation)
            ? "DOC"
            : $"\"ASSUMED: {(Source is null ? "the skeleton's" : "not in the vendor's file, and a test needs it")}\"";

    private static bool IsFixed(string part) => !part.StartsWith('{');
}
