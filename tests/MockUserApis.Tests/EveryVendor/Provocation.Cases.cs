namespace MockUserApis.Tests.EveryVendor;

internal sealed partial record Provocation
{
    public static IEnumerable<Provocation> Of(Asked vendor, Operation operation)
    {
        Provocation Case(string name, Func<Provocation, TestSandbox, Request> how) => new(name, operation, vendor, how);

        yield return Case("as it is", (p, s) => p.Good(s));
        yield return Case(
            "no credential",
            (p, s) => p.Good(s) with { Headers = [Named(s), Json, .. vendor.Api.AskedBy] }
        );
        yield return Case(
            "bad credential",
            (p, s) =>
                p.Good(s) with
                {
                    Headers =
                    [
                        Named(s),
                        Json,
                        .. vendor.Api.AskedBy,
                        .. vendor.Vendor.Issue(s.Name)[0].Headers.Select(h => KeyValuePair.Create(h.Key, "Token bad")),
                    ],
                }
        );
        foreach (var method in (string[])["GET", "POST", "PUT", "PATCH", "DELETE"])
        {
            if (method == operation.Method)
                continue;
            yield return Case("sent by " + method, (p, s) => p.Good(s) with { Method = method });
        }

        yield return Case("path with a slip", (p, s) => p.Aimed(s, Slip));
        yield return Case("a slash more or less", (p, s) => p.Aimed(s, t => t.EndsWith('/') ? t[..^1] : t + "/"));
        yield return Case("path below", (p, s) => p.Aimed(s, t => t.TrimEnd('/') + "/segments/1"));
        yield return Case("unknown path", (p, s) => p.Aimed(s, _ => "/v9/nothing"));
        yield return Case("unknown query", (p, s) => p.Aimed(s, t => t + "?nonsense=1"));
        yield return Case("twice", (p, s) => p.Good(s)) with
        {
            Twice = true,
        };
        foreach (var query in operation.Parameters.Where(p => p.In == "query"))
        {
            yield return Case($"query {query.Name} misspelt", (p, s) => p.Aimed(s, t => $"{t}?{query.Name}s=1"));
            yield return Case($"query {query.Name} wrong", (p, s) => p.Aimed(s, t => $"{t}?{query.Name}=%7Bwrong"));
            yield return Case(
                $"query {query.Name} without a match",
                (p, s) => p.Aimed(s, t => $"{t}?{query.Name}=nobody@example.org")
            );
        }

        if (operation.Parameters.Any(p => p.In == "path"))
        {
            yield return Case("absent id", (p, s) => p.Good(s, Absent));
            yield return Case("absent id of letters", (p, s) => p.Good(s, "nobody"));
            yield return Case("an id of another kind", (p, s) => p.Good(s, p.OtherId(s)));
        }

        if (operation.Body is null)
            yield break;
        foreach (var (name, body) in BadBodies.Of(Examples.Requests(vendor, operation)[0].Value.GetRawText()))
        {
            yield return Case("body: " + name, (p, s) => p.Good(s) with { Body = body });
        }

        foreach (var type in (string[])[FormOf.UrlEncoded, FormOf.Multipart])
        {
            var isTaken = (type == FormOf.UrlEncoded ? operation.Form : operation.Multipart) is not null;
            // Of a file the curl has the file alone.
            var isForm = isTaken && operation.TakesJson;
            yield return Case(type, (p, s) => p.Form(s, type, "")) with
            {
                IsForm = isForm,
            };
            yield return Case(type + " cut short", (p, s) => p.Form(s, type, "%")) with
            {
                IsForm = isForm,
            };
            yield return Case(type + ", a key twice", (p, s) => p.Form(s, type, "&x=1&x=2")) with
            {
                IsForm = isForm,
            };
            yield return Case(type + ", JSON in it", (p, s) => p.Headed(s, type));
            if (operation.Parameters.All(p => p.In != "path"))
                continue;
            yield return Case(type + ", absent id", (p, s) => p.Form(s, type, "", Absent)) with
            {
                IsForm = isForm,
            };
        }

        yield return Case("no body", (p, s) => p.Good(s) with { Body = null });
        yield return Case("empty object", (p, s) => p.Good(s) with { Body = "{}"u8.ToArray() });
        yield return Case("media type", (p, s) => p.Headed(s, "text/plain"));
        yield return Case("unknown key", (p, s) => p.With(s, "mockField", 1));
        for (var i = 0; i < operation.Body.Properties.Count; i++)
        {
            var (name, schema) = (operation.Body.Properties.Names[i], operation.Body.Properties.Schemas[i]);
            yield return Case(name + " misspelt", (p, s) => p.With(s, name + "x", Sample.Valid(schema)));
            yield return Case(name + " null", (p, s) => p.With(s, name, null));
            yield return Case(name + " empty", (p, s) => p.With(s, name, ""));
            yield return Case(name + " left out", (p, s) => p.Without(s, name));
            if (Sample.WrongType(schema) is { } wrong)
            {
                yield return Case(name + " of a wrong type", (p, s) => p.With(s, name, wrong.DeepClone()));
            }

            if (Sample.OverLimit(schema, Sample.Valid(schema)) is { } over)
            {
                yield return Case(name + " over the limit", (p, s) => p.With(s, name, over.DeepClone()));
            }

            if (schema.Enum.Length > 0)
            {
                yield return Case(name + " no word of the list", (p, s) => p.With(s, name, "NOT_A_WORD"));
            }
        }

        yield return Case("another user's ids", (p, s) => p.Clash(s));
    }
}
