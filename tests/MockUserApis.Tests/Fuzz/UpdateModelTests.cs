using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace MockUserApis.Tests.Fuzz;

/// <summary>
/// Random sequences of updates over HTTP against <see cref="UpdateModel"/>; a failure shrinks to the fewest updates and
/// fields.
/// </summary>
public sealed class UpdateModelTests(MockFixture mock)
{
    private const int Sequences = 60;

    // Each update: fields by number, and what is done with each: null, first value, second value, left out though
    // required.
    private static readonly Arbitrary<(int Field, int What)[][]> Updates = Arb.From(
        (
            from field in Gen.Choose(0, 999)
            from what in Gen.Frequency(
                (2, Gen.Constant(0)),
                (5, Gen.Constant(1)),
                (5, Gen.Constant(2)),
                (1, Gen.Constant(3))
            )
            select (field, what)
        )
            .ArrayOf()
            .ArrayOf(),
        updates => Shrunk(updates, update => Shrunk(update, _ => []))
    );

    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Update_AnySequence_ReadsAsTheTableSays(string slug)
    {
        var vendor = mock.Asked(slug);
        var calls = new UserCalls(
            await mock.SandboxAsync(
                """{"population":5,"rateLimits":false,"clock":{"now":"2026-06-01T12:00:00Z","freeze":true}}"""
            ),
            vendor
        );
        var fields = Fields(vendor);
        fields.ShouldNotBeEmpty();
        var unset = await UnsetAsync(calls, fields);
        using var connection = new KeptConnection(mock.Port(vendor));
        Prop.ForAll(Updates, updates => RunAsync(calls, connection, fields, unset, updates).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithEndSize(14).WithReplay(8_2026, 81));
    }

    /// <summary>A merge refuses nothing: what the table says it refuses, the contract must.</summary>
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public void Table_CellsThatRefuse_AreWhatTheContractRefuses(string slug)
    {
        var vendor = mock.Asked(slug);
        var body = vendor.Api.Updating.Body!;
        foreach (var rule in vendor.Api.UpdateRules.All)
        {
            // A cell of its own; else it is the whole table's, which speaks of what may be left out.
            if (rule.Absent.Rule.Name == $"update/{rule.Name}/absent")
                (rule.Absent.Effect == Effect.Refuse).ShouldBe(
                    body.Required.Contains(rule.Name),
                    $"{rule.Name} absent"
                );
            if (body.Properties[rule.Name] is { ReadOnly: false } schema)
                (rule.Null.Effect == Effect.Refuse).ShouldBe(!Sample.Fits(schema, null), $"{rule.Name} null");
        }
    }

    // What a read shows, under the field's own name, of what was sent for it; the rest is a conversion or not shown.
    // Objects two levels down are out: a view may fill in what they lack.
    private static List<UpdateField> Fields(Asked vendor)
    {
        var identity = vendor.Recipe.Indexes.Select(i => i.Field).ToHashSet();
        return
        [
            .. UpdateField
                .Of(vendor)
                .Where(f =>
                    !f.Schema.ReadOnly
                    && !(f.Path.Length == 2 && f.Schema.Type == JsonTypes.Object)
                    && !identity.Contains(f.Path[0])
                    && vendor.Api.UpdateRules.Find(f.Path[0]) is { } rule
                    && rule.Into == rule.Name
                    && UpdateModel.Knows(rule)
                ),
        ];
    }

    private static async Task<Dictionary<string, string?>> UnsetAsync(
        UserCalls calls,
        IReadOnlyList<UpdateField> fields
    )
    {
        var whole = fields.Where(f => f.Path.Length == 1).ToList();
        await calls.SeededAsync(
            new JsonObject(whole.Select(f => KeyValuePair.Create(f.Name, f.First?.DeepClone()))).ToJsonString()
        );
        var shown = User(await calls.ReadAsync());
        var names = whole.Select(f => f.Name).Where(shown.ContainsKey).ToList();
        var cleared = names.Where(n => calls.Vendor.Api.UpdateRules.Find(n)!.Null.Effect == Effect.Clear);
        var nulls = new JsonObject(cleared.Select(n => KeyValuePair.Create(n, (JsonNode?)null)));
        await calls.SeededAsync(nulls.ToJsonString());
        var view = User(await calls.ReadAsync());
        return names.ToDictionary(n => n, n => view[n]?.ToJsonString());
    }

    private static async Task<bool> RunAsync(
        UserCalls calls,
        KeptConnection connection,
        IReadOnlyList<UpdateField> fields,
        Dictionary<string, string?> unset,
        (int Field, int What)[][] updates
    )
    {
        await calls.SeededAsync();
        var start = User(await ReadAsync(calls, connection));
        var model = new UpdateModel(calls.Vendor, unset, unset.Keys.ToDictionary(n => n, n => start[n]?.DeepClone()));
        foreach (var update in updates)
        {
            var body = Body(calls.Vendor, fields, update);
            var taken = Sample.Fits(calls.Update.Body!, body) && model.Apply(body);
            var form = FormFor(calls.Update, body, update.Length);
            var answer = await SendAsync(calls, connection, calls.Update.Method, body, form);
            (answer.Status < 300).ShouldBe(taken, $"{body.ToJsonString()} → {answer.Status} {answer.Text}");
            var view = User(await ReadAsync(calls, connection));
            foreach (var (name, expected) in model.Shown)
                Bare(view[name]).ShouldBe(Bare(expected), $"{name} after {body.ToJsonString()}");
        }

        return true;
    }

    private static JsonObject Body(Asked vendor, IReadOnlyList<UpdateField> fields, (int Field, int What)[] update)
    {
        var body = UserCalls.Minimal(vendor);
        foreach (var (number, what) in update)
        {
            var field = fields[number % fields.Count];
            if (what == 3 && field.Path.Length == 1)
                body.Remove(field.Path[0]);
            if (what == 3)
                continue;
            var value = what switch
            {
                0 => null,
                1 => field.First,
                _ => field.Second,
            };
            body = JsonNode.Parse(field.Into(body, true, value))!.AsObject();
        }

        return body;
    }

    // Nulls inside may be shown or left out, and a postal code is shown as text; nothing else may differ.
    private static string Bare(JsonNode? node) =>
        Left(node) is var left and not JsonObject { Count: 0 } ? Sample.Canonical(left) : "null";

    private static JsonNode? Left(JsonNode? node) =>
        node switch
        {
            JsonObject json => new JsonObject(
                json.Where(p => p.Value is not null)
                    .Select(p =>
                        KeyValuePair.Create(p.Key, p.Key == "postalCode" ? p.Value!.ToString() : Left(p.Value))
                    )
            ),
            JsonArray list => new JsonArray([.. list.Select(Left)]),
            _ => node?.DeepClone(),
        };

    // The user is the answer, or its only object that has most of the fields.
    private static JsonObject User(WireAnswer answer)
    {
        answer.Status.ShouldBe(200, answer.Text);
        var root = JsonNode.Parse(answer.Body)!.AsObject();
        return root.Select(p => p.Value).OfType<JsonObject>().FirstOrDefault(o => o.Count > root.Count && o.Count > 10)
            ?? root;
    }

    private static Task<WireAnswer> ReadAsync(UserCalls calls, KeptConnection connection) =>
        SendAsync(calls, connection, "GET", null);

    private static Task<WireAnswer> SendAsync(
        UserCalls calls,
        KeptConnection connection,
        string method,
        JsonObject? body,
        string? form = null
    )
    {
        KeyValuePair<string, string>[] type = body is null ? [] : [new("Content-Type", form ?? "application/json")];
        var sent = (body, form) switch
        {
            (null, _) => null,
            (_, null) => Encoding.UTF8.GetBytes(body.ToJsonString()),
            _ => FormOf.Body(body, form),
        };
        var headers = calls.Sandbox.Credential(calls.Vendor).Concat(type).ToList();
        return connection.SendAsync(KeptConnection.Bytes(method, calls.Target(), headers, sent));
    }

    // Where the vendor takes a form and a form can say it, every other update is one: it means the same.
    private static string? FormFor(Operation update, JsonObject body, int number)
    {
        var form = (number % 3) switch
        {
            0 => null,
            1 => FormOf.UrlEncoded,
            _ => FormOf.Multipart,
        };
        if (form is null || (form == FormOf.UrlEncoded ? update.Form : update.Multipart) is null)
            return null;
        return JsonNode.DeepEquals(FormOf.Flat(body), body) && FormOf.Body(body, form) is not null ? form : null;
    }

    // Fewer, then each smaller.
    private static IEnumerable<T[]> Shrunk<T>(T[] items, Func<T, IEnumerable<T>> smaller)
    {
        if (items.Length > 1)
            yield return items[..(items.Length / 2)];
        for (var i = 0; i < items.Length; i++)
            yield return [.. items[..i], .. items[(i + 1)..]];
        for (var i = 0; i < items.Length; i++)
            foreach (var less in smaller(items[i]))
                yield return [.. items[..i], less, .. items[(i + 1)..]];
    }
}
