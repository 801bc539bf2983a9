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
        "the application has three lists, 7, 8 and 9: none can be made here, any other is 400"
    );

    private static readonly List[] Known =
    [
        new(7, "Newsletter", ""),
        new(8, "Customers", ""),
        new(9, "Webinar guests", ""),
    ];

    /// <summary>The list that the body names by its id, digits or a number; the refusal when there is none.</summary>
    public static Reply? Named(RequestBody body, Exchange exchange, out List list)
    {
        var sent = body.Json.GetProperty("list");
        list = long.TryParse(UserFields.TextOf(sent), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? System.Array.Find(Known, l => l.Id == id)
            : default;
        if (list.Name is not null)
            return null;
        var finding = new Finding("body", "/list", "exists", "7, 8 or 9", ShownValue.Of(sent), KnownRule);
        return exchange.Refuse(finding with { Value = sent });
    }

    public static void Add(List list, Draft draft) =>
        draft.Set("lists", KeyedList.Add(draft["lists"], "name", [(list.Name, list)], Write));

    public static void Remove(List list, Draft draft) =>
        draft.Set("lists", KeyedList.Without(draft["lists"], "name", list.Name));

    public static void Write(Utf8JsonWriter json, List list)
    {
        json.WriteStartObject();
        json.WriteNumber("id", list.Id);
        json.WriteString("name", list.Name);
        json.WriteString("description", list.Description);
        json.WriteEndObject();
    }

    public readonly record struct List(long Id, string Name, string Description);
}
