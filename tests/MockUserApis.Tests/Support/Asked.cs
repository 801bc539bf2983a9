using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Support;

/// <summary>
/// One API of a vendor, as a test asks it: with the headers that mean it. A vendor stands for its first, so that tests
/// of one version need not say which.
/// </summary>
public readonly record struct Asked(Api Api)
{
    public Vendor Vendor => Api.Vendor;

    public string Id => Api.Id;

    public VendorContract Contract => Api.Contract;

    public string Slug => Vendor.Slug;

    public string Name => Vendor.Name;

    public string Title => Vendor.Title;

    public Recipe Recipe => Vendor.Recipe;

    /// <summary>Where its files stand, below the tests' folder of vendors.</summary>
    public string Folder => Api.Spec.Replace('.', Path.DirectorySeparatorChar);

    /// <summary>Which of a vendor's APIs a request with these headers means.</summary>
    public static Asked By(Vendor vendor, IEnumerable<KeyValuePair<string, string>> headers)
    {
        if (vendor.Apis is [var only])
            return new Asked(only);
        var http = new DefaultHttpContext();
        foreach (var (name, value) in headers)
            http.Request.Headers.Append(name, value);
        var exchange = new Exchange(http, vendor, "/", "/");
        return new Asked(vendor.Apis.Skip(1).LastOrDefault(a => a.Answers(exchange)) ?? vendor.Api);
    }

    public static implicit operator Asked(Vendor vendor) => new(vendor.Api);

    public static implicit operator Asked(Api api) => new(api);

    public static implicit operator Vendor(Asked asked) => asked.Vendor;

    public override string ToString() => Id;
}
