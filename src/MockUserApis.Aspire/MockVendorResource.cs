using System.Text;
using MockUserApis.Aspire;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A vendor of a mock. A service that refers to it gets <c>Uri</c>, <c>Host</c> and <c>Port</c>, and the default
/// sandbox's credential: <c>Header</c> and <c>Key</c>; of a vendor with two headers <c>SecretHeader</c> and
/// <c>Secret</c> as well, and of one with a Basic login <c>UserName</c> and <c>Password</c>.
/// </summary>
public sealed class MockVendorResource
    : Resource,
        IResourceWithParent<MockUserApisResource>,
        IResourceWithConnectionString
{
    private const string Basic = "Basic ";

    internal MockVendorResource(MockUserApisResource parent, KnownVendor vendor)
        : base($"{parent.Name}-{vendor.Slug}") => (Parent, Vendor) = (parent, vendor);

    /// <inheritdoc/>
    public MockUserApisResource Parent { get; }

    /// <summary>The vendor's name in addresses: <c>two-words</c>.</summary>
    public string Slug => Vendor.Slug;

    /// <summary>The headers that open the default sandbox.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Credential => Vendor.Headers;

    /// <summary>Where the vendor's documented paths start.</summary>
    public EndpointReference Endpoint => new(Parent, Slug);

    /// <summary><c>Endpoint=…;Header=…;Key=…</c></summary>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var text = new ReferenceExpressionBuilder();
            text.AppendLiteral("Endpoint=");
            text.Append($"{Endpoint.Property(EndpointProperty.Url)}");
            foreach (var (name, value) in Secrets())
                text.AppendLiteral($";{name}={value}");
            return text.Build();
        }
    }

    internal KnownVendor Vendor { get; }

    /// <summary>What a reference gives, a variable each: <c>VENDORS_TWO_WORDS_URI</c>.</summary>
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        yield return new("Uri", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Url)}"));
        yield return new("Host", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Host)}"));
        yield return new("Port", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Port)}"));
        foreach (var (name, value) in Secrets())
            yield return new(name, ReferenceExpression.Create($"{value}"));
    }

    private IEnumerable<(string Name, string Value)> Secrets()
    {
        var (header, key) = Vendor.Headers[0];
        yield return ("Header", header);
        yield return ("Key", key);
        if (Vendor.Headers is [_, var second, ..])
        {
            yield return ("SecretHeader", second.Key);
            yield return ("Secret", second.Value);
        }

        if (!key.StartsWith(Basic, StringComparison.Ordinal))
            yield break;
        var login = Encoding.UTF8.GetString(Convert.FromBase64String(key[Basic.Length..])).Split(':', 2);
        yield return ("UserName", login[0]);
        yield return ("Password", login[1]);
    }
}
