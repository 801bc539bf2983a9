using System.Collections;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Clients;

// What one method sends.
internal sealed class Call(HttpMethod method, string path)
{
    private readonly List<string> query = [];
    private readonly List<KeyValuePair<string, string>> headers = [];
    private readonly List<(string Name, object Value)> parts = [];
    private readonly object? body;

    public Call(HttpMethod method, string path, object body)
        : this(method, path)
    {
        ArgumentNullException.ThrowIfNull(body);
        this.body = body;
    }

    // A query parameter; null is left out, a list is repeated.
    public Call With(string name, object? value)
    {
        var values = value is IEnumerable many and not string ? many.Cast<object?>() : [value];
        query.AddRange(
            values.OfType<object>().Select(v => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Text(v))}")
        );
        return this;
    }

    // A part of a form; null is left out, a list is repeated.
    public Call WithPart(string name, object? value)
    {
        var values = value is IEnumerable many and not string ? many.Cast<object?>() : [value];
        parts.AddRange(values.OfType<object>().Select(v => (name, v)));
        return this;
    }

    // In the place of what every call sends: it asks for one version of an API.
    public Call WithHeader(string name, string value)
    {
        headers.Add(new(name, value));
        return this;
    }

    public HttpRequestMessage ToRequest(Uri? baseAddress, JsonSerializerOptions json)
    {
        if (baseAddress is null)
            throw new InvalidOperationException(
                "The HttpClient has no BaseAddress: set it to the vendor's or the mock's."
            );

        // Not Uri's own combining: it drops the last segment of a base address without a slash at its end, such as a
        // mock's /slug.
        var address =
            $"{baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}"
            + $"{(query.Count == 0 ? "" : "?")}{string.Join('&', query)}";
        var request = new HttpRequestMessage(method, address)
        {
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } },
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (parts.Count > 0)
            request.Content = Form();
        if (body is null)
            return request;
        var content = new ByteArrayContent(Bytes(body, json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content = content;
        return request;
    }

    private MultipartFormDataContent Form()
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in parts)
        {
            if (value is FilePart file)
                form.Add(file.ToContent(), Quoted(name), Quoted(file.FileName));
            else
                form.Add(new StringContent(Text(value)), Quoted(name));
        }

        return form;
    }

    // RFC 7578 shows names in quotes, and .NET writes them as they come. A quote within is as browsers send it.
    private static string Quoted(string name) => $"\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\"";

    // A derived type's own members would be unknown to the context, so it is refused and not sent in part.
    private static byte[] Bytes(object body, JsonSerializerOptions json)
    {
        var type = body is JsonNode ? typeof(JsonNode) : body.GetType();
        if (json.TryGetTypeInfo(type, out var known))
            return JsonSerializer.SerializeToUtf8Bytes(body, known);
        throw new ArgumentException(
            $"{type} is no body of this client. Send the client's own type, not one derived from it.",
            nameof(body)
        );
    }

    public static string Text(object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        };
}
