using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// Every operation of an API as a request that editors run: the spec's examples, with ids that the sandbox has.
/// </summary>
internal sealed class RequestFileOperations(VendorDirectory vendors, MockOptions options, IServiceProvider services)
{
    /// <summary>So many users, and members of other collections, are tried where an example's are not there.</summary>
    private const int MaxTried = 5;

    /// <summary>The file's text.</summary>
    public async ValueTask<string> WriteAsync(Api api, Sandbox sandbox, Addresses addresses)
    {
        KeyValuePair<string, string>[] headers =
        [
            .. vendors.Credentials.Headers(api.Vendor, sandbox.Name),
            .. api.AskedBy,
        ];
        var file = new RequestFile(api, addresses.Url(api.Vendor).TrimEnd('/'), headers).Open(sandbox.Name);
        var members = await MembersAsync(api, sandbox);
        foreach (var operation in api.Contract.Operations)
        {
            var rehearsal = new Rehearsal(sandbox, api.Vendor, options, services);
            var works = await WorkingAsync(operation, headers, members, rehearsal);
            file.Add(
                works ?? Request(operation, Path(operation, null), Query(operation, null), headers),
                works is not null
            );
        }

        return file.ToString();
    }

    private static async ValueTask<CorrectedRequest?> WorkingAsync(
        Operation operation,
        KeyValuePair<string, string>[] headers,
        IReadOnlyList<Func<string, string?>> members,
        Rehearsal rehearsal
    )
    {
        // A login leaves a token behind, so it is not tried: its example has a password that opens the sandbox.
        if (operation.Anonymous)
            return Request(operation, Path(operation, null), Query(operation, null), headers);
        foreach (var member in members.Prepend(null))
        {
            foreach (var query in Queries(operation, member))
            {
                var request = Request(operation, Path(operation, member), query, headers);
                if (await rehearsal.SucceedsAsync(request))
                    return request;
            }
        }

        return null;
    }

    // For each member, what a parameter of a name would be to name it; null: it says nothing of that name.
    private static async ValueTask<IReadOnlyList<Func<string, string?>>> MembersAsync(Api api, Sandbox sandbox)
    {
        var members = new List<Func<string, string?>>();
        var ids = new UserIds(api, sandbox);
        await foreach (var user in sandbox.Users(api.Vendor).ScanAsync().Take(MaxTried))
            members.Add(name => ids.For(name, user.Document));
        foreach (var other in api.Others)
        {
            await foreach (var member in other.In(sandbox).ScanAsync().Take(MaxTried))
            {
                foreach (var index in other.Recipe.Indexes)
                    members.Add(_ => Population.ValueOf(member.Document, index));
            }
        }

        return members;
    }

    private static CorrectedRequest Request(
        Operation operation,
        string[] path,
        string query,
        KeyValuePair<string, string>[] headers
    )
    {
        var body = operation.Body is null ? null : Body(operation, path);
        var address = operation.Path;
        var parameters = operation.Parameters.Where(p => p.In == "path").ToList();
        for (var i = 0; i < parameters.Count; i++)
        {
            var value = Uri.EscapeDataString(path[i]).Replace("%40", "@", StringComparison.Ordinal);
            address = address.Replace("{" + parameters[i].Name + "}", value, StringComparison.Ordinal);
        }

        var request = new CorrectedRequest(operation, operation.Method, address, query, headers, body);
        return operation.File is { } file ? request.WithFile(file) : request;
    }

    private static string? Body(Operation operation, string[] path)
    {
        var example = new BodyRepair(operation, path.FirstOrDefault()).Example()?.ToJsonString(BodyRepair.Plain);
        var isThere = operation.Example.ValueKind != JsonValueKind.Undefined;
        return example ?? (isThere ? operation.Example.GetRawText() : null);
    }

    // The first parameter names the member; those behind it stay what the spec has for them.
    private static string[] Path(Operation operation, Func<string, string?>? member) =>
        [
            .. operation
                .Parameters.Where(p => p.In == "path")
                .Select((p, i) => (i == 0 ? member?.Invoke(p.Name) : null) ?? p.Example ?? p.Name),
        ];

    // What the operation requires; else, one after another, each parameter that may say whom it is about.
    private static IEnumerable<string> Queries(Operation operation, Func<string, string?>? member)
    {
        yield return Query(operation, null);
        foreach (var parameter in operation.Parameters.Where(p => p is { In: "query", Required: false }))
        {
            if ((member?.Invoke(parameter.Name) ?? parameter.Example) is { } value)
                yield return Query(operation, Pair(parameter.Name, value));
        }
    }

    private static string Query(Operation operation, string? more)
    {
        var pairs = operation
            .Parameters.Where(p => p is { In: "query", Required: true })
            .Select(p => Pair(p.Name, p.Example ?? ""));
        return string.Join('&', more is null ? pairs : pairs.Append(more)) is { Length: > 0 } query ? "?" + query : "";
    }

    private static string Pair(string name, string value) =>
        Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(value);
}
