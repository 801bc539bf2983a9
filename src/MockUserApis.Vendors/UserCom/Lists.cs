using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>The lists that a user is on, <c>{"id","name","description"}</c>. REC (edited by hand), CODE</summary>
internal static class Lists
{
    private static readonly Rule KnownRule = new(
        "lists/known",
        ASSUMED,
        "the application starts with three lists, 7, 8 and 9; an id that no list has is 400"
    );

    /// <summary>The list that the body names by its id, digits or a number; the refusal when there is none.</summary>
    public static async ValueTask<(Reply? Refused, SharedThing List)> NamedAsync(RequestBody body, Exchange exchange)
    {
        var sent = body.Json.GetProperty("list");
        var isId = long.TryParse(UserFields.TextOf(sent), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        if (isId && await ApplicationNames.Lists(exchange.Sandbox, exchange.Vendor).AtAsync(id) is { } list)
            return (null, list);
        const string Expected = "the id of a list: 7, 8, 9, or one that was made";
        var finding = new Finding("body", "/list", "exists", Expected, ShownValue.Of(sent), KnownRule);
        return (exchange.Refuse(finding with { Value = sent }), default);
    }

    public static void Add(SharedThing list, Draft draft) =>
        draft.Set("lists", KeyedList.Add(draft["lists"], "name", [(list.Name, list)], Write));

    public static void Remove(SharedThing list, Draft draft) =>
        draft.Set("lists", KeyedList.Without(draft["lists"], "name", list.Name));

    public static void Write(Utf8JsonWriter json, SharedThing list)
    {
        json.WriteStartObject();
        json.WriteNumber("id", list.Id);
        json.WriteString("name", list.Name);
        json.WriteString("description", list.Description ?? "");
        json.WriteEndObject();
    }
}
