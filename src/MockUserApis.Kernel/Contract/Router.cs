namespace MockUserApis.Kernel.Contract;

/// <summary>
/// What a path leads to: the operations there by method, and the values of the template's parameters.
/// </summary>
public readonly record struct Route(IReadOnlyList<Operation> Operations, string[] Names, string[] Values)
{
    public bool Found => Operations is { Count: > 0 };

    /// <summary>The value of a parameter; null when the template has none of that name.</summary>
    public string? this[string name] => System.Array.IndexOf(Names, name) is var i and >= 0 ? Values[i] : null;
}

/// <summary>
/// Finds the operation of a path exactly as the spec writes it: letter case, trailing slash, a literal before a
/// parameter, <c>@{memberId}</c> beside <c>{userId}</c>. The framework's own routing forgives all of these.
/// </summary>
public sealed class Router
{
    private readonly Node root = new();

    public Router(IEnumerable<Operation> operations)
    {
        foreach (var group in operations.GroupBy(o => o.Path))
        {
            Add(group.Key, [.. group]);
            if (group.All(o => o.SlashOptional))
                Add(group.Key.TrimEnd('/'), [.. group]);
        }
    }

    private void Add(string path, IReadOnlyList<Operation> operations)
    {
        var segments = path[1..].Split('/');
        var node = root;
        foreach (var segment in segments)
            node = node.Grow(segment);
        node.Operations = operations;
        node.Names =
        [
            .. segments
                .Where(s => s.Contains('{', StringComparison.Ordinal))
                .Select(s =>
                    s[(s.IndexOf('{', StringComparison.Ordinal) + 1)..s.IndexOf('}', StringComparison.Ordinal)]
                ),
        ];
    }

    /// <param name="path">The path as sent, still percent-encoded, with its leading slash.</param>
    public Route Find(string path) => Find(path, null);

    /// <summary>
    /// Of the path's operations those that have the method too: where a literal lacks it, the parameter beside it may
    /// have it (a read of the user "update"), if it takes any text.
    /// </summary>
    public Route Of(string path, string method)
    {
        var route = Find(path, null);
        if (!route.Found || route.Operations[0].HidesTemplates || Has(route.Operations, method))
            return route;
        var other = Find(path, method);
        return other.Found && Has(other.Operations, method) && other.Operations[0].Unconstrained ? other : route;
    }

    private Route Find(string path, string? method)
    {
        if (path.Length == 0 || path[0] != '/')
            return default;
        Span<Range> values = stackalloc Range[8];
        var node = Walk(root, path, 1, values, 0, method);
        if (node is null)
            return default;
        var found = new string[node.Names.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var raw = path[values[i]];
            found[i] = raw.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(raw) : raw;
        }

        return new Route(node.Operations, node.Names, found);
    }

    private static Node? Walk(Node node, string path, int start, Span<Range> values, int count, string? method)
    {
        var slash = path.IndexOf('/', start);
        var end = slash < 0 ? path.Length : slash;
        var segment = path.AsSpan(start, end - start);
        foreach (var child in node.Children)
        {
            if (!child.Accepts(segment))
                continue;
            if (child.Prefix is not null)
                values[count] = (start + child.Prefix.Length)..end;
            var taken = count + (child.Prefix is null ? 0 : 1);
            var leaf =
                slash < 0 ? (child.Ends(method) ? child : null) : Walk(child, path, slash + 1, values, taken, method);
            if (leaf is not null)
                return leaf;
        }

        return null;
    }

    private static bool Has(IReadOnlyList<Operation> operations, string method)
    {
        for (var i = 0; i < operations.Count; i++)
            if (operations[i].Method == method)
                return true;
        return false;
    }

    private sealed class Node
    {
        public string Literal { get; init; } = "";

        /// <summary>
        /// For a parameter, what stands before it in its segment (mostly nothing); null for a literal.
        /// </summary>
        public string? Prefix { get; init; }

        public List<Node> Children { get; } = [];

        public IReadOnlyList<Operation> Operations { get; set; } = [];

        public string[] Names { get; set; } = [];

        public bool Accepts(ReadOnlySpan<char> segment) =>
            Prefix is null
                ? segment.SequenceEqual(Literal)
                : segment.Length > Prefix.Length && segment.StartsWith(Prefix);

        /// <summary>Whether a path may end here; a literal is passed by where it lacks the method.</summary>
        public bool Ends(string? method) =>
            Operations.Count > 0 && (method is null || Prefix is not null || Has(Operations, method));

        public Node Grow(string segment)
        {
            var brace = segment.IndexOf('{', StringComparison.Ordinal);
            var prefix = brace < 0 ? null : segment[..brace];
            var literal = brace < 0 ? segment : "";
            var child = Children.Find(c => c.Literal == literal && c.Prefix == prefix);
            if (child is not null)
                return child;
            child = new Node { Literal = literal, Prefix = prefix };
            Children.Add(child);
            Children.Sort((a, b) => Rank(a).CompareTo(Rank(b)));
            return child;
        }

        // Literals first, then parameters with the longer prefix.
        private static int Rank(Node node) => node.Prefix is null ? int.MinValue : -node.Prefix.Length;
    }
}
