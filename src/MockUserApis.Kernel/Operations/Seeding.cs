using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>Puts a user as a test wants it: a generated one, overlaid by a partial user in the vendor's shape.</summary>
public static class Seeding
{
    /// <summary>A generated user under this key, overlaid by the body; what the user was before is gone.</summary>
    public static Member Put(Sandbox sandbox, Vendor vendor, string key, JsonElement body) =>
        Checked(sandbox, vendor, key, body, null);

    /// <summary>The user as it is, overlaid by the body.</summary>
    public static Member Patch(Sandbox sandbox, Vendor vendor, Member user, string key, JsonElement body) =>
        Checked(sandbox, vendor, key, body, user.Document);

    private static Member Checked(Sandbox sandbox, Vendor vendor, string key, JsonElement body, Document? onto)
    {
        try
        {
            return Lay(sandbox, vendor, key, body, onto);
        }
        catch (SeedException error)
        {
            throw RefusedException.Bad(error.Message);
        }
    }

    private static Member Lay(Sandbox sandbox, Vendor vendor, string key, JsonElement body, Document? onto)
    {
        if (body.ValueKind != JsonValueKind.Object) throw RefusedException.Bad($"The body is {ShownValue.Of(body)}. Send an object with some of the vendor's user fields, or {{}}.");
        var store = sandbox.Users(vendor);
        var field = store.Recipe.Indexes[0].Field;
        var keyJson = store.Recipe.KeyJson(key).ToArray();
        if (body.TryGetProperty(field, out var named) && !RawJson.Compact(named).SequenceEqual(keyJson))
        {
            throw RefusedException.Bad($"{field} in the body is {ShownValue.Of(named)}, the address says \"{key}\". Make them equal, or leave it out of the body.");
        }

        Validate(vendor, body);
        var existing = store.FindKey(key);
        if (existing is { } user)
        {
            var document = Make(user.Ordinal);
            return store.Change(user, _ => document) is { Conflict: { } conflict } ? throw Taken(conflict) : new Member(user.Ordinal, document);
        }

        var added = store.Add(Make);
        return added.Conflict is { } taken ? throw Taken(taken) : added.Member;

        Document Make(long ordinal) => (onto ?? store.Population.Generate(ordinal)).With(draft =>
        {
            draft.Set(field, keyJson);
            var context = new MergeContext(sandbox, vendor.Api, ordinal, null);
            List<KeyValuePair<string, JsonElement>> unknown = [];
            foreach (var member in body.EnumerateObject())
            {
                var isKnown = Overlay(draft, vendor, member.Name, member.Value, context);
                if (!isKnown) unknown.Add(new(member.Name, member.Value));
            }

            if (unknown.Count > 0) vendor.Api.UpdateRules.Unknown!(unknown, draft, context);
        });
    }

    // False for a key that waits for the vendor's rule for unknown ones.
    private static bool Overlay(Draft draft, Vendor vendor, string name, JsonElement value, MergeContext context)
    {
        if (vendor.Api.Take(name, value, draft, context)) return true;
        var rule = vendor.Api.UpdateRules.Find(name);
        if (value.ValueKind == JsonValueKind.Null && draft.Shape.Find(rule?.Into ?? name) >= 0) draft.Remove(rule?.Into ?? name);
        else if (rule is { Value.Effect: Effect.Convert }) rule.Conversion!(value, draft, context);
        else if (draft.Shape.Find(rule?.Into ?? name) >= 0) draft.Set(rule?.Into ?? name, value);
        else if (vendor.Api.UpdateRules.Unknown is not null) return false;
        else throw RefusedException.Bad($"\"{name}\" is not a field of a {vendor.Slug} user. Known: {string.Join(", ", draft.Shape.Fields)}.");
        return true;
    }

    // Types as the contract has them; what it requires of a request is not required of a seed.
    private static void Validate(Vendor vendor, JsonElement body)
    {
        var schema = vendor.Api.Updating.Body!;
        var broken = SchemaCheck.Request(schema, body).FirstOrDefault(f => f.Breaks && f.Keyword is not ("required" or "nullable" or "additionalProperties" or "minItems"));
        if (broken is not null) throw RefusedException.Bad($"{broken.Pointer} is {broken.Actual}. Expected: {broken.Expected}.");
    }

    private static RefusedException Taken(Conflict conflict) => new(409, "Taken", $"Another user of this sandbox has {conflict.Index.Field} \"{conflict.Value}\". Choose another value.");
}
