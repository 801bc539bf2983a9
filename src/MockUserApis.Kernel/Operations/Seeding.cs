using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// Puts a member as a test wants it: a generated one, overlaid by a partial one in the vendor's shape.
/// </summary>
public static class Seeding
{
    /// <summary>
    /// A generated member under this key, overlaid by the body; what the member was before is gone.
    /// </summary>
    public static ValueTask<Member> PutAsync(Sandbox sandbox, Resource resource, string key, JsonElement body) =>
        CheckedAsync(sandbox, resource, key, body, null);

    /// <summary>The member as it is, overlaid by the body.</summary>
    public static ValueTask<Member> PatchAsync(
        Sandbox sandbox,
        Resource resource,
        Member member,
        string key,
        JsonElement body
    ) => CheckedAsync(sandbox, resource, key, body, member.Document);

    private static async ValueTask<Member> CheckedAsync(
        Sandbox sandbox,
        Resource resource,
        string key,
        JsonElement body,
        Document? onto
    )
    {
        try
        {
            return await OverlayAsync(sandbox, resource, key, body, onto);
        }
        catch (SeedException error)
        {
            throw RefusedException.Bad(error.Message);
        }
    }

    private static async ValueTask<Member> OverlayAsync(
        Sandbox sandbox,
        Resource resource,
        string key,
        JsonElement body,
        Document? onto
    )
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw RefusedException.Bad(
                $"The body is {ShownValue.Of(body)}. Send an object with some of the vendor's {resource.Recipe.Noun} "
                    + "fields, or {}."
            );
        }

        var members = resource.In(sandbox);
        var field = members.Recipe.Indexes[0].Field;
        var keyJson = members.Recipe.KeyJson(key).ToArray();
        if (body.TryGetProperty(field, out var named) && !RawJson.Compact(named).SequenceEqual(keyJson))
        {
            throw RefusedException.Bad(
                $"{field} in the body is {ShownValue.Of(named)}, the address says \"{key}\". Make them equal, or leave "
                    + "it out of the body."
            );
        }

        Validate(resource, body);
        var names = await resource.NamesOfSeedAsync(body, sandbox);
        if (await members.FindKeyAsync(key) is { } member)
        {
            var document = Make(member.Ordinal);
            return await members.ChangeAsync(member, _ => document) is { Conflict: { } conflict }
                ? throw Taken(conflict, resource)
                : new Member(member.Ordinal, document);
        }

        var added = await members.AddAsync(Make);
        return added.Conflict is { } taken ? throw Taken(taken, resource) : added.Member;

        Document Make(long ordinal) =>
            (onto ?? members.Population.Generate(ordinal)).With(draft =>
            {
                draft.Set(field, keyJson);
                var context = new MergeContext(sandbox, resource.Api, ordinal, null, names);
                List<KeyValuePair<string, JsonElement>> unknown = [];
                foreach (var sent in body.EnumerateObject())
                {
                    var isKnown = Overlay(draft, resource, sent.Name, sent.Value, context);
                    if (!isKnown)
                        unknown.Add(new(sent.Name, sent.Value));
                }

                if (unknown.Count > 0)
                    resource.UpdateRules.Unknown!(unknown, draft, context);
                resource.Derive(body, draft, context);
            });
    }

    // False for a key that waits for the vendor's rule for unknown ones.
    private static bool Overlay(Draft draft, Resource resource, string name, JsonElement value, MergeContext context)
    {
        if (resource.Take(name, value, draft, context))
            return true;
        var rule = resource.UpdateRules.Find(name);
        var into = rule?.Into ?? name;
        if (value.ValueKind == JsonValueKind.Null && draft.Shape.Find(into) >= 0)
            draft.Remove(into);
        else if (rule is { Value.Effect: Effect.Convert })
            rule.Conversion!(value, draft, context);
        else if (draft.Shape.Find(into) >= 0)
            draft.Set(into, value);
        else if (resource.UpdateRules.Unknown is not null)
            return false;
        else
        {
            throw RefusedException.Bad(
                $"\"{name}\" is not a field of a {resource.Vendor.Slug} {resource.Recipe.Noun}. "
                    + $"Known: {string.Join(", ", draft.Shape.Fields)}."
            );
        }

        return true;
    }

    // Types as the contract has them; what it requires of a request is not required of a seed.
    private static void Validate(Resource resource, JsonElement body)
    {
        var broken = SchemaCheck
            .Request(resource.Updating.Body!, body)
            .FirstOrDefault(f =>
                f.Breaks && f.Keyword is not ("required" or "nullable" or "additionalProperties" or "minItems")
            );
        if (broken is null)
            return;
        throw RefusedException.Bad($"{broken.Pointer} is {broken.Actual}. Expected: {broken.Expected}.");
    }

    private static RefusedException Taken(Conflict conflict, Resource resource) =>
        new(
            409,
            "Taken",
            $"Another {resource.Recipe.Noun} of this sandbox has {conflict.Index.Field} \"{conflict.Value}\". "
                + "Choose another value."
        );
}
