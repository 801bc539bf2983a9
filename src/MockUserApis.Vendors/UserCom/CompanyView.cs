using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A stored company on the wire, with those who belong to it.</summary>
/// <param name="isFlat">Custom attributes are keys of their own, behind the others.</param>
/// <param name="keys">In the order of the wire; <c>NAME=FIELD</c> where the stored field has another name.</param>
internal sealed class CompanyView(bool isFlat, params string[] keys)
{
    private readonly (string Name, string Field)[] keys =
    [
        .. keys.Select(k => k.Split('=') is [var name, var field] ? (name, field) : (k, k)),
    ];

    /// <summary>What a stored field is called.</summary>
    public string NameOf(string field) => Array.Find(keys, k => k.Field == field).Name ?? field;

    public byte[] Of(Document company, IReadOnlyList<Employee> employees) =>
        RawJson.Write(
            (View: this, company, employees),
            static (json, one) => one.View.Write(json, one.company, one.employees)
        );

    public void Write(Utf8JsonWriter json, Document company, IReadOnlyList<Employee> employees)
    {
        json.WriteStartObject();
        foreach (var (name, field) in keys)
        {
            if (field == "employees")
            {
                json.WritePropertyName(name);
                Employees.Write(json, employees);
                continue;
            }

            json.WritePropertyName(name);
            var unset = field is "attributes" or "tags" ? "[]"u8 : RawJson.Null;
            json.WriteRawValue(company[field] is { Length: > 0 } raw ? raw : unset, skipInputValidation: true);
        }

        if (isFlat && company.Element("attributes") is { ValueKind: JsonValueKind.Array } attributes)
            Attributes(json, attributes);
        json.WriteEndObject();
    }

    // One that is called as another key would hide it. ASSUMED
    private void Attributes(Utf8JsonWriter json, JsonElement attributes)
    {
        foreach (var attribute in attributes.EnumerateArray())
        {
            var name = attribute.GetProperty("name_std").GetString()!;
            if (Array.Exists(keys, k => k.Name == name))
                continue;
            json.WritePropertyName(name);
            attribute.GetProperty("value").WriteTo(json);
        }
    }
}
