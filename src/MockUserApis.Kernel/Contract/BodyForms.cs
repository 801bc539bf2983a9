using System.Text.Json;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>
/// The media types of one request body. Its schema is that of the JSON, or else of the form; other forms have the same
/// names, for one schema says it, and the reader holds nobody to another.
/// </summary>
/// <param name="body">Undefined: the operation reads none.</param>
/// <param name="tagged">The evidence of a media type, under a name.</param>
internal sealed class BodyForms(JsonElement body, Func<JsonElement, string, Rule> tagged, string operation)
{
    private static readonly string[] Objects = [Operation.JsonType, Operation.FormType, Operation.MultipartType];

    /// <summary>The media type whose schema and examples count; an empty object when there is none.</summary>
    public JsonElement Main { get; } = MainOf(body);

    public bool TakesJson => TryGet(Operation.JsonType, out _);

    /// <summary>How it is known that the media type is taken; null: it is not.</summary>
    public Rule? RuleOf(string type) =>
        TryGet(type, out var media) ? tagged(media, TakesJson ? "body/form" : $"{operation}/{type}") : null;

    /// <summary>The one file of a form, where the contract takes it alone as well; null: it does not.</summary>
    public BareFile? File(Schema form)
    {
        var (names, schemas) = (form.Properties.Names, form.Properties.Schemas);
        var files = names.Where((_, i) => schemas[i].IsFile).ToList();
        if (files is not [var part])
            return null;
        foreach (var media in body.GetProperty("content").EnumerateObject())
        {
            if (!Objects.Contains(media.Name))
                return new BareFile(media.Name, part, tagged(media.Value, $"{operation}/{media.Name}"));
        }

        return null;
    }

    private bool TryGet(string type, out JsonElement media)
    {
        media = default;
        return body.ValueKind == JsonValueKind.Object && body.GetProperty("content").TryGetProperty(type, out media);
    }

    private static JsonElement MainOf(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return JsonElement.Parse("{}");
        var content = body.GetProperty("content");
        foreach (var type in Objects)
        {
            if (content.TryGetProperty(type, out var media))
                return media;
        }

        return content.EnumerateObject().First().Value;
    }
}
