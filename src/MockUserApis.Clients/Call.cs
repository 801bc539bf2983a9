using System.Collections;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MockUserApis.Clients;

/// <summary>What one method sends.</summary>
internal sealed class Call(HttpMethod method, string path)
{
    private readonly List<string> query = [];
    private byte[]? body;

    public Call(HttpMethod method, string path, object body)
        : this(method, path)
    {
        ArgumentNullException.ThrowIfNull(body);
        this.body = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType());
    }

    /// <summary>A query parameter; null is left out, a list is repeated.</summary>
    public Call With(string name, object? value)
    {
        var values = value is IEnumerable many and not string ? many.Cast<object?>() : [value];
        query.AddRange(values.OfType<object>().Select(v => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Text(v))}"));
        return this;
    }

    public HttpRequestMessage ToRequest(Uri? baseAddress)
    {
        if (baseAddress is null) throw new InvalidOperationException("The HttpClient has no BaseAddress: set it to the vendor's or the mock's.");

        // Not Uri's own combining: it drops the last segment of a base address without a slash at its end, such as a mock's /slug.
        var address = $"{baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}{(query.Count == 0 ? "" : "?")}{string.Join('&', query)}";
        var request = new HttpRequestMessage(method, address) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } } };
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }

    public static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
