using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// A user as the control plane seeds it: the update's body, or the view that a read gave, <c>user</c> and <c>online</c>
/// included.
/// </summary>
internal static class Seeded
{
    private static readonly string[] Mirrored = ["name", "email", "avatarUrl", "mobileNumber"];
    private static readonly string[] Derived = ["online", "member", "mobileNumberQualified", "emailQualified"];

    /// <summary>True when the member was taken; false leaves it to the stored field of its name.</summary>
    public static bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        Hold(name, value, context.Api.Updating.Body!, context.Api.Contract.Component("User"));
        if (name == "user" && value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
                Inner(member, draft, context);
        else if (Mirrored.Contains(name))
            Profiles.Set(name, value, draft);
        else if (name == "type")
            Type(value, draft, context);
        else if (value.ValueKind == JsonValueKind.Null && name is ("profile" or "profileOnce"))
            draft.Remove(name);
        else if (name == "profile")
            Objects(
                draft,
                Named(value, draft, context),
                draft.Has("profileOnce") ? RawJson.Parse(draft["profileOnce"]) : default
            );
        else if (name == "profileOnce")
            Objects(draft, draft.Has("profile") ? RawJson.Parse(draft["profile"]) : RawJson.Parse("{}"u8), value);
        else
            return Derived.Contains(name);
        return true;
    }

    private static void Inner(JsonProperty member, Draft draft, MergeContext context)
    {
        var (name, value) = (member.Name, member.Value);
        if (name == "id" && !RawJson.Compact(value).SequenceEqual(draft["id"]))
        {
            throw new SeedException(
                $"user.id is {value}, the address says {RawJson.Text(draft["id"])}. "
                    + "Make them equal, or leave it out of the body."
            );
        }

        if (name != "user" && Take(name, value, draft, context))
            return;
        if (Seed.Fields.Find(name) < 0)
        {
            var known = context.Api.Contract.Component("User").Properties.Names;
            throw new SeedException($"\"user.{name}\" is not a field of a user. Known: {string.Join(", ", known)}.");
        }

        if (value.ValueKind == JsonValueKind.Null)
            draft.Remove(name);
        else
            draft.Set(name, value);
    }

    /// <summary>Holds a field of an event or a chat against what is shown of it.</summary>
    public static void Hold(string name, JsonElement value, Schema view)
    {
        if (value.ValueKind == JsonValueKind.Null && view.Required.Contains(name))
            throw new SeedException($"/{name} is null, and is always there. Give it a value, or leave it out.");
        if (value.ValueKind != JsonValueKind.Null && view.Properties[name] is { } schema)
            Refuse(name, SchemaCheck.Response(schema, value));
    }

    // The kernel holds a seed against the update's body alone: there the view's own fields are free, and "user" is
    // unknown.
    private static void Hold(string name, JsonElement value, Schema body, Schema view)
    {
        if (value.ValueKind == JsonValueKind.Null || body.Properties[name] is not { } schema)
            return;
        Refuse(
            name,
            schema.ReadOnly ? SchemaCheck.Response(view.Properties[name]!, value) : SchemaCheck.Request(schema, value)
        );
    }

    private static void Refuse(string name, IReadOnlyList<Finding> broken)
    {
        // What is only noted of a request, a number in another form say, is a state that the vendor has.
        if (broken.FirstOrDefault(f => f.Breaks) is not { } first)
            return;
        throw new SeedException($"/{name}{first.Pointer} is {first.Actual}. Expected: {first.Expected}.");
    }

    // A member has a member id and a lead has none: the word follows from it, but for the third one.
    private static void Type(JsonElement value, Draft draft, MergeContext context)
    {
        draft.Remove("type");
        if (value.ValueKind == JsonValueKind.Null)
            return;
        if (value.ValueEquals("unified"))
            draft.Set("type", value);
        else if (value.ValueEquals("lead"))
            draft.Remove("memberId");
        else if (!draft.Has("memberId"))
            draft.Set("memberId", Seed.MemberId(context.Ordinal));
    }

    // {"email":…,"profile":{…}}: a mirrored field that the seed named before its profile stays.
    private static JsonElement Named(JsonElement profile, Draft draft, MergeContext context)
    {
        var generated = context.Sandbox.Users(context.Vendor).Population.Generate(context.Ordinal).Element("profile");
        var current = RawJson.Parse(draft.Has("profile") ? draft["profile"] : "{}"u8);
        var named = RawJson.Write(
            (current, generated),
            static (json, s) =>
            {
                json.WriteStartObject();
                foreach (var member in s.current.EnumerateObject())
                {
                    if (
                        Mirrored.Contains(member.Name)
                        && !(
                            s.generated.TryGetProperty(member.Name, out var made)
                            && JsonEquality.Holds(made, member.Value)
                        )
                    )
                        member.WriteTo(json);
                }

                json.WriteEndObject();
            }
        );
        return RawJson.Parse(ObjectMerge.Apply(RawJson.Compact(profile), named, fill: true, Effect.Clear));
    }

    // What profileOnce records is in the profile too, whichever of the two the seed names first.
    private static void Objects(Draft draft, JsonElement profile, JsonElement once)
    {
        draft.Remove("profile");
        ObjectMerge.Into(draft, "profile", profile, fill: false, Effect.Clear);
        if (once.ValueKind != JsonValueKind.Object)
            return;
        ObjectMerge.Into(draft, "profile", once, fill: true, Effect.Clear);
        draft.Remove("profileOnce");
        ObjectMerge.Into(draft, "profileOnce", once, fill: false, Effect.Clear);
    }
}
