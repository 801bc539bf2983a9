namespace MockUserApis.Tests.Apis.Northwind;

/// <summary>A user as both versions show it, save what they call the name.</summary>
internal static class View
{
    public static byte[] Of(Document user, string name) =>
        RawJson.Write(
            (user, name),
            static (json, shown) =>
            {
                json.WriteStartObject();
                foreach (var field in shown.user.Shape.Fields)
                {
                    json.WritePropertyName(field == "name" ? shown.name : field);
                    var value = shown.user[field];
                    json.WriteRawValue(RawJson.IsNothing(value) ? RawJson.Null : value, skipInputValidation: true);
                }

                json.WriteEndObject();
            }
        );
}
