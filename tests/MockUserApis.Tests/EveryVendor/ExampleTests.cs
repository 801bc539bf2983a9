using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// The examples of the specs are requests that work and answers that fit: what documentation shows, the mock does.
/// </summary>
public sealed class ExampleTests(MockFixture mock)
{
    public static TheoryData<string, string, string> Requests()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var api in MockFixture.Apis)
        {
            foreach (var operation in api.Contract.Operations)
            {
                var examples = Examples.Requests(api.Vendor, operation);
                if (examples.Count == 0)
                    data.Add(api.Id, operation.Id, "");
                foreach (var example in examples)
                    data.Add(api.Id, operation.Id, example.Name);
            }
        }

        return data;
    }

    public static TheoryData<string, string> Operations()
    {
        var data = new TheoryData<string, string>();
        foreach (var api in MockFixture.Apis)
        {
            foreach (var operation in api.Contract.Operations)
                data.Add(api.Id, operation.Id);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_OfTheSpec_GetsADocumentedSuccess(string slug, string operation, string example)
    {
        var api = mock.Api(slug);
        var vendor = api.Vendor;
        var (sandbox, called) = (await mock.SandboxAsync("""{"population":0}"""), api.Contract[operation]);
        var body = Examples.Requests(vendor, called).FirstOrDefault(e => e.Name == example)?.Value.GetRawText();
        var (path, key) = Examples.Path(called, Examples.KeyOf(vendor, called, example));
        var calls = new UserCalls(sandbox, api);
        if (body is not null && Referred(vendor, Sample.Element(body)) is { } id)
            await sandbox.ArrangeAsync("PUT", $"/users/{vendor.Slug}/of-{id}", $$"""{"id":{{id}}}""");
        if (OtherOf(api, called) is { } other)
            await SeedOtherAsync(calls, other, called, key ?? NamedOther(other, called, body));
        else
            await ArrangeAsync(calls, called, key, body);
        var target = path + await SearchedAsync(calls, called);
        var sent = Examples.Bodies(vendor, called).FirstOrDefault(e => e.Example.Name == example);
        var answer =
            called.TakesJson || sent is null
                ? await sandbox.CallAsync(api, called.Method, target, body)
                : await sandbox.FileAsync(api, called.Method, target, sent.ContentType, sent.Text);
        answer.Status.ShouldBeInRange(200, 299, $"{operation} {example}: {answer.Text}");
        called.Answers.Keys.ShouldContain(answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (body is null)
            return;
        answer.Header("X-Mock-Findings").ShouldBe(Findings(api, called, key, body), $"{operation} {example}");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Answer_OfTheSpec_FitsItsOwnSchema(string slug, string operation)
    {
        var (vendor, called) = (mock.Api(slug).Vendor, mock.Api(slug).Contract[operation]);
        foreach (var (status, media, example) in Examples.Answers(vendor, called))
        {
            if (called.Answers[status].Content[media] is { } schema)
            {
                SchemaCheck
                    .Response(schema, example.Value)
                    .Select(f => $"{f.Pointer}: expected {f.Expected}, was {f.Actual}")
                    .ShouldBeEmpty($"{operation} {status} {example.Name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Request_OfTheSpec_BreaksNothing(string slug, string operation)
    {
        var (vendor, called) = (mock.Api(slug).Vendor, mock.Api(slug).Contract[operation]);
        foreach (var example in Examples.Requests(vendor, called))
        {
            SchemaCheck
                .Request(called.Body!, example.Value)
                .Where(f => f.Breaks)
                .Select(f => $"{f.Pointer}: expected {f.Expected}, was {f.Actual}")
                .ShouldBeEmpty($"{operation} {example.Name}");
        }
    }

    // The user that the path or the body names is there, save for a create; the path's parameter may be another id than
    // the key.
    private static async Task ArrangeAsync(UserCalls calls, Operation operation, string? key, string? body)
    {
        if (operation.Id == "mergeUsers")
            await SeedMergedAsync(calls, Sample.Element(body!));
        var named = body is null ? null : Named(calls.Api, Sample.Element(body));
        if (operation.Path == calls.Update.Path || key is null)
        {
            if (key is not null || (named is not null && !IsCreation(operation)))
                await calls.SeededAsync(key: key ?? named);
            return;
        }

        var parameter = operation.Parameters.First(p => p.In == "path").Name;
        var field =
            calls.Vendor.Recipe.Indexes.Select(i => i.Field).FirstOrDefault(f => f == parameter)
            ?? calls.Vendor.Recipe.Indexes[0].Field;
        if (field == calls.Vendor.Recipe.Indexes[0].Field)
            await calls.SeededAsync(key: key);
        else
            await SeedByAsync(calls, field, key);
    }

    // A POST that names its user in the body may read.
    private static bool IsCreation(Operation operation) =>
        operation.Method == "POST" && !operation.Id.StartsWith("read", StringComparison.Ordinal);

    // The collection beside the users that the operation is about: its path is that one's update, below or beside it.
    private static Resource? OtherOf(Api api, Operation operation) =>
        api.Others.FirstOrDefault(o =>
            operation.Path == o.Updating.Path
            || o.Updating.Path.StartsWith(operation.Path + "/{", StringComparison.Ordinal)
            || operation.Path.StartsWith(RootOf(api, o), StringComparison.Ordinal)
            || operation.Path.Split('{')[0].Split('/').Contains(o.Recipe.Name)
        );

    // Where the other operations on it are; below a user no more than its own are.
    private static string RootOf(Api api, Resource other)
    {
        var path = other.Updating.Path;
        return (IsBelowUser(api, other.Updating) ? path : path.Split('{')[0]).TrimEnd('/') + "/";
    }

    private static bool IsBelowUser(Api api, Operation operation) =>
        operation.Path.StartsWith(api.Updating.Path + "/", StringComparison.Ordinal);

    // The member that the path or, save for a create, the body names is there; of one below a user, the user too.
    private static async Task SeedOtherAsync(UserCalls calls, Resource other, Operation operation, string? key)
    {
        var names = operation.Parameters.Where(p => p.In == "path").ToList();
        var isBelowUser = IsBelowUser(calls.Api, operation);
        if (isBelowUser)
            await calls.SeededAsync(key: key);
        if (key is null || (isBelowUser && names.Count == 1))
            return;
        var place = $"/collections/{other.Vendor.Slug}/{other.Recipe.Name}/";
        place += Uri.EscapeDataString(isBelowUser ? names[1].Example! : key);
        await calls.Sandbox.ArrangeAsync("PUT", place, isBelowUser ? $$"""{"{{names[0].Name}}":"{{key}}"}""" : "{}");
    }

    // The one that a body names, save for a create.
    private static string? NamedOther(Resource other, Operation operation, string? body) =>
        operation.Method != "POST"
        && body is not null
        && Sample.Element(body).TryGetProperty(other.Recipe.Indexes[0].Field, out var id)
            ? id.ToString()
            : null;

    private static async Task SeedMergedAsync(UserCalls calls, System.Text.Json.JsonElement body)
    {
        foreach (var id in body.GetProperty("users_list").EnumerateArray().Append(body.GetProperty("parent")))
        {
            await calls.Sandbox.ArrangeAsync("PUT", $"/users/{calls.Vendor.Slug}/of-{id}", $$"""{"id":{{id}}}""");
        }
    }

    // A search by something that users are found by: the example's user is there.
    private static async Task<string> SearchedAsync(UserCalls calls, Operation operation)
    {
        if (!operation.Json.TryGetProperty("parameters", out var parameters))
            return "";
        var own = calls.Update.Parameters.First(p => p.In == "path").Name;
        var by = parameters
            .EnumerateArray()
            .FirstOrDefault(p =>
                p.TryGetProperty("in", out var at)
                && at.ValueEquals("query")
                && p.TryGetProperty("example", out _)
                && (
                    p.GetProperty("name").ValueEquals(own)
                    || calls.Vendor.Recipe.Indexes.Any(i => p.GetProperty("name").ValueEquals(i.Field))
                )
            );
        // What else is searched for is there from the start.
        if (by.ValueKind == System.Text.Json.JsonValueKind.Undefined)
            return operation.Path.EndsWith("/search/", StringComparison.Ordinal)
                ? Examples.Query(calls.Vendor, operation)
                : "";
        var (name, value) = (by.GetProperty("name").GetString()!, by.GetProperty("example").ToString());
        await SeedByAsync(calls, name == own ? calls.Vendor.Recipe.Indexes[0].Field : name, value);
        return $"?{name}={Uri.EscapeDataString(value)}";
    }

    // Another resource's body names a user by a number: by the vendor's own id.
    private static string? Referred(Vendor vendor, System.Text.Json.JsonElement body) =>
        vendor.Recipes.Count > 1
        && (body.TryGetProperty("client", out var id) || body.TryGetProperty("user_id", out id))
        && id.ValueKind == System.Text.Json.JsonValueKind.Number
            ? id.ToString()
            : null;

    // Straight into the store: the control plane seeds by the update's key only.
    private static async Task SeedByAsync(UserCalls calls, string field, string value)
    {
        await calls.SeededAsync();
        var users = calls.Sandbox.Inside.Users(calls.Vendor);
        var user = users.FindKey(calls.Key)!.Value;
        var raw = user.Document[field] is [(byte)'"', ..] or [] ? RawJson.String(value) : Encoding.UTF8.GetBytes(value);
        users.Change(user, d => d.With(draft => draft.Set(field, raw))).Conflict.ShouldBeNull();
    }

    private static string? Named(Api api, System.Text.Json.JsonElement body) =>
        body.TryGetProperty(api.Vendor.Recipe.Indexes[0].Field, out var id)
        || body.TryGetProperty(api.Updating.Parameters.First(p => p.In == "path").Name, out id)
            ? id.ToString()
            : null;

    // Beside what the schema finds: a body that names another user than the path, and is answered all the same.
    private static string? Findings(Api api, Operation operation, string? key, string body)
    {
        var count = SchemaCheck.Request(operation.Body!, Sample.Element(body)).Count;
        var named = Named(api, Sample.Element(body));
        if (key is not null && named is not null && named != key && Referred(api.Vendor, Sample.Element(body)) is null)
            count++;
        // A method that the vendor documents beside another one is a finding in itself.
        if (operation.Id.Contains("ByPost", StringComparison.Ordinal))
            count++;
        return count == 0 ? null : count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
