using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>A column of an imported file, and the field of a member that its cells are for.</summary>
/// <param name="Schema">What the contract says of the field; null: it is a dynamic attribute, which is text.</param>
internal sealed record ImportColumn(string Field, Schema? Schema)
{
    private const string State = "state";

    /// <summary>The server sets the field: what a file says of it is left aside.</summary>
    private bool IsTheServers => Schema is { ReadOnly: true };

    /// <summary>Those that a file may have, by their plain names.</summary>
    public static Dictionary<string, ImportColumn> All(Schema member, IReadOnlyList<DynamicAttribute> attributes)
    {
        var all = new Dictionary<string, ImportColumn>();
        foreach (var (name, schema) in member.Properties.Names.Zip(member.Properties.Schemas))
            all[Plain(name)] = new(name, schema);
        foreach (var attribute in attributes)
            all.TryAdd(Plain(attribute.Name), new(attribute.Name, null));
        return all;
    }

    /// <summary>"first name", "First_Name" and firstName are one.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>A row as the body that POST would have; an empty cell is not sent.</summary>
    public static JsonElement Row(IReadOnlyList<ImportColumn?> columns, IReadOnlyList<string> cells) =>
        RawJson.Parse(RawJson.Write((columns, cells), static (json, r) => Write(json, r.columns, r.cells)));

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ImportColumn?> columns, IReadOnlyList<string> cells)
    {
        json.WriteStartObject();
        for (var i = 0; i < columns.Count; i++)
        {
            var (column, text) = (columns[i], cells[i].Trim());
            if (column is not { IsTheServers: false } || (text.Length == 0 && column.Field != State))
                continue;
            json.WritePropertyName(column.Field);
            if (column.Schema is { Type: JsonTypes.Boolean } boolean)
                FormValue.Of(boolean, text).WriteTo(json);
            else
                json.WriteStringValue(text);
        }

        json.WriteEndObject();
    }
}
