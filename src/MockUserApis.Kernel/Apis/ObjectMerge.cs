using System.Buffers;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// Merges one JSON object into another, key by key, keeping the stored order and adding new keys at the end. What is
/// given as bytes is compact JSON; anything but an object counts as an empty one.
/// </summary>
public static class ObjectMerge
{
    /// <summary>Merges what was sent into the object that a field of the draft holds.</summary>
    /// <inheritdoc cref="Apply"/>
    /// <param name="nested">A key as JSON, whose own object is merged key by key too; empty: none is.</param>
    public static void Into(
        Draft draft,
        string field,
        JsonElement sent,
        bool fill,
        Effect nullKey,
        ReadOnlySpan<byte> nested = default
    ) => Into(draft, field, RawJson.Compact(sent), fill, nullKey, nested);

    /// <inheritdoc cref="Into(Draft, string, JsonElement, bool, Effect, ReadOnlySpan{byte})"/>
    public static void Into(
        Draft draft,
        string field,
        ReadOnlySpan<byte> sent,
        bool fill,
        Effect nullKey,
        ReadOnlySpan<byte> nested = default
    )
    {
        var json = Begin();
        Merge(json, draft[field], sent, fill, nullKey, nested);
        draft.Set(field, json.Written);
        End(json);
    }

    /// <summary>The merged object.</summary>
    /// <param name="fill">Only keys that the stored object lacks are taken.</param>
    /// <param name="nullKey">What a sent null does: Keep the stored key, Clear it, or Replace (store the null).</param>
    public static byte[] Apply(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> sent, bool fill, Effect nullKey)
    {
        var json = Begin();
        Merge(json, stored, sent, fill, nullKey, nested: default);
        return Taken(json);
    }

    /// <summary>Of the members that are not null, those that the other object has, or those that it lacks.</summary>
    /// <param name="present">Whether the other object has them.</param>
    public static byte[] Pick(ReadOnlySpan<byte> members, ReadOnlySpan<byte> other, bool present)
    {
        var json = Begin();
        var all = new CompactObject(members);
        var others = new MemberLookup(other);
        while (all.Next())
        {
            if (!RawJson.IsNull(all.Value) && others.Find(all.Name) == present)
                Member(json, all.Name, all.Value);
        }

        others.Close();
        json.Write("}"u8);
        return Taken(json);
    }

    private static GrowingBuffer Begin()
    {
        var json = Spare<GrowingBuffer>.Take() ?? new GrowingBuffer();
        json.Write("{"u8);
        return json;
    }

    private static void End(GrowingBuffer json)
    {
        json.Clear();
        Spare<GrowingBuffer>.Keep(json);
    }

    private static byte[] Taken(GrowingBuffer json)
    {
        var taken = json.Written.ToArray();
        End(json);
        return taken;
    }

    private static void Merge(
        GrowingBuffer json,
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> sent,
        bool fill,
        Effect nullKey,
        ReadOnlySpan<byte> nested
    )
    {
        var members = new CompactObject(stored);
        var now = new MemberLookup(sent);
        while (members.Next())
        {
            var isSent = !fill && now.Find(members.Name);
            var stays = !isSent || (RawJson.IsNull(now.Value) && nullKey == Effect.Keep);
            if (stays)
                Member(json, members.Name, members.Value);
            else if (IsNested(members.Name, now.Value, nested))
                Member(json, members.Name, members.Value, now.Value, nullKey);
            else if (!RawJson.IsNull(now.Value) || nullKey == Effect.Replace)
                Member(json, members.Name, now.Value);
        }

        now.Close();
        members = new CompactObject(sent);
        var old = new MemberLookup(stored);
        while (members.Next())
        {
            var isNew = !old.Find(members.Name) && (!RawJson.IsNull(members.Value) || nullKey == Effect.Replace);
            if (isNew && IsNested(members.Name, members.Value, nested))
                Member(json, members.Name, [], members.Value, nullKey);
            else if (isNew)
                Member(json, members.Name, members.Value);
        }

        old.Close();
        json.Write("}"u8);
    }

    private static bool IsNested(ReadOnlySpan<byte> name, ReadOnlySpan<byte> sent, ReadOnlySpan<byte> nested) =>
        !nested.IsEmpty && sent is [(byte)'{', ..] && name.SequenceEqual(nested);

    private static void Member(GrowingBuffer json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(json, name);
        json.Write(value);
    }

    // The merged object as the member's value.
    private static void Member(
        GrowingBuffer json,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> sent,
        Effect nullKey
    )
    {
        Name(json, name);
        json.Write("{"u8);
        Merge(json, stored, sent, fill: false, nullKey, nested: default);
    }

    private static void Name(GrowingBuffer json, ReadOnlySpan<byte> name)
    {
        if (json.Written[^1] != '{')
            json.Write(","u8);
        json.Write(name);
        json.Write(":"u8);
    }
}
