using System.Runtime.InteropServices;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// Applies a request body to a stored user by the vendor's update table: the only code that knows absent from null.
/// </summary>
public static class Merge
{
    /// <summary>The changed document. The body must have passed the contract check: a merge refuses nothing.</summary>
    public static Document Apply(UpdateRules rules, Document stored, JsonElement body, MergeContext context)
    {
        var draft = Draft.Of(stored);
        foreach (var rule in rules.ClearedWhenAbsent)
        {
            if (body.TryGetProperty(rule.Name, out _))
                continue;
            context.Exchange?.Rely(rule.Absent.Rule);
            draft.Remove(rule.Into);
        }

        Into(draft, rules, body, context);
        rules.Changed?.Invoke(draft, context);
        return draft.Seal();
    }

    /// <summary>
    /// The same on a draft, for creation: nothing is cleared for being absent, and there are no closing time stamps.
    /// </summary>
    public static void Into(Draft draft, UpdateRules rules, JsonElement body, MergeContext context)
    {
        var position = 0;
        List<KeyValuePair<string, JsonElement>>? unknown = null;
        foreach (var member in body.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (name.Contains((byte)'\\'))
                name = System.Text.Encoding.UTF8.GetBytes(member.Name);
            var rule = rules.Find(name, ref position);
            if (rule is not null)
                Field(draft, rule, member.Value, context);
            else if (rules.Unknown is not null)
                (unknown ??= []).Add(new(member.Name, member.Value));
        }

        if (unknown is not null)
            rules.Unknown!(unknown, draft, context);
    }

    private static void Field(Draft draft, FieldRule rule, JsonElement sent, MergeContext context)
    {
        var effect = sent.ValueKind == JsonValueKind.Null ? rule.Null : rule.Value;
        context.Exchange?.Rely(effect.Rule);
        switch (effect.Effect)
        {
            case Effect.Keep or Effect.Ignore or Effect.Refuse:
                break;
            case Effect.Clear:
                draft.Remove(rule.Into);
                break;
            case Effect.Replace:
                draft.Set(rule.Into, sent);
                break;
            case Effect.MergeKeys:
                Keys(draft, rule, sent);
                break;
            case Effect.Convert:
                rule.Conversion!(sent, draft, context);
                break;
            default:
                throw new InvalidOperationException($"No such effect: {effect.Effect}.");
        }
    }

    // In lenient a value of another type may arrive where keys were expected: it replaces.
    private static void Keys(Draft draft, FieldRule rule, JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Object)
            draft.Set(rule.Into, sent);
        else
            ObjectMerge.Into(draft, rule.Into, sent, fill: false, rule.NullKey, rule.NestedName);
    }
}
