using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel;

/// <summary>Makes the journal entry of an exchange; secrets stop here.</summary>
internal static class Entry
{
    public const string Redacted = "[redacted]";

    private static readonly byte[] NotAnObject = "\"[redacted: not a JSON object]\""u8.ToArray();

    private static readonly string[] AlwaysSecret = ["auth", "cookie", "key", "token", "secret", "password", "credential"];

    private static readonly FrozenSet<string> NeverSecret =
        new[] { "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection", "Content-Type", "Content-Length", "Idempotency-Key", "traceparent" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static JournalEntry Of(Exchange exchange, Reply reply, TimeSpan duration)
    {
        var secrets = Secrets(exchange);
        return new()
        {
            Id = exchange.Id,
            At = exchange.Sandbox.Clock.GetUtcNow(),
            Vendor = exchange.Vendor.Slug,
            Operation = exchange.Operation?.Id,
            Key = exchange.Key,
            Method = exchange.Method,
            Target = exchange.Target,
            Protocol = exchange.Http.Request.Protocol,
            Port = exchange.Http.Connection.LocalPort,
            RequestHeaders = Headers(exchange.Http.Request.Headers, exchange.Vendor),
            RequestBody = Body(exchange.BodyBytes, secrets),
            Status = reply.Status,
            ContentType = reply.ContentType,
            ResponseHeaders = reply.Headers,
            ResponseBody = Body(reply.Body, secrets),
            Evidence = exchange.Evidence,
            Assumed = exchange.Assumed,
            Findings = secrets.Count == 0 ? exchange.Findings : [.. exchange.Findings.Select(Redact)],
            Refusal = exchange.Refusal,
            Fault = exchange.Fault?.Kind,
            Duration = duration,
            Way = exchange.Way,
            Before = exchange.Before,
            After = exchange.After,
        };
    }

    private static KeyValuePair<string, string>[] Headers(IHeaderDictionary headers, Vendor vendor)
    {
        var kept = new KeyValuePair<string, string>[headers.Count];
        var i = 0;
        foreach (var (name, value) in headers) kept[i++] = new(name, IsSecret(name, vendor) ? Redacted : value.ToString());
        return kept;
    }

    // A credential may have come in another vendor's header, or in one that nobody reads.
    private static bool IsSecret(string name, Vendor vendor) =>
        !NeverSecret.Contains(name) && (vendor.IsCredentialHeader(name) || AlwaysSecret.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase)));

    // A body that went to no operation may have been meant for any, and so may one that names another operation's secret.
    private static IReadOnlySet<string> Secrets(Exchange exchange)
    {
        var all = exchange.Vendor.Contract.Secrets;
        return exchange.Operation is { } operation && (all.Count == 0 || !Names(exchange.BodyBytes.Span, all)) ? operation.Secrets : all;
    }

    private static bool Names(ReadOnlySpan<byte> body, IReadOnlySet<string> secrets)
    {
        if (body.IsEmpty) return false;
        // A name may be spelt in escapes.
        if (body.IndexOf("\\u"u8) >= 0) return true;
        foreach (var name in secrets) if (body.IndexOf(Encoding.UTF8.GetBytes(name)) >= 0) return true;
        return false;
    }

    private static Finding Redact(Finding finding) => finding is { In: "body", Actual: not "absent" } ? finding with { Actual = Redacted } : finding;

    private static ReadOnlyMemory<byte> Body(ReadOnlyMemory<byte> body, IReadOnlySet<string> secrets)
    {
        if (secrets.Count == 0 || body.IsEmpty) return body;
        try
        {
            using var parsed = JsonDocument.Parse(body);
            // Only an object's members have names to go by.
            if (parsed.RootElement.ValueKind != JsonValueKind.Object) return NotAnObject;
            return RawJson.Write((parsed.RootElement, secrets), static (json, s) => Redact(json, s.RootElement, s.secrets));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // The latter two: half a surrogate pair, which parses and cannot be read.
            return NotAnObject;
        }
    }

    private static void Redact(Utf8JsonWriter json, JsonElement value, IReadOnlySet<string> secrets)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var member in value.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                if (secrets.Contains(member.Name)) json.WriteStringValue(Redacted);
                else Redact(json, member.Value, secrets);
            }

            json.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in value.EnumerateArray()) Redact(json, item, secrets);
            json.WriteEndArray();
        }
        else value.WriteTo(json);
    }
}
