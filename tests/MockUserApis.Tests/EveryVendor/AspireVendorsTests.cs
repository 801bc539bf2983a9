using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// The Aspire package knows a vendor before the program runs, by a file in the vendor's folder.
/// <c>ASPIRE_VENDORS=1</c> rewrites it.
/// </summary>
public sealed class AspireVendorsTests(MockFixture mock)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Resource_OfAVendor_SaysWhatTheProgramSays(string slug)
    {
        var vendor = mock.Vendor(slug);
        var served = (await mock.Control.SendAsync("GET", "/_mock/vendors")).Json;
        var row = served.EnumerateArray().Single(v => v.GetProperty("slug").ValueEquals(slug));
        var known = new
        {
            slug,
            title = row.GetProperty("title"),
            port = vendor.PortOffset,
            headers = row.GetProperty("credential").GetProperty("headers"),
        };
        var text = JsonSerializer.Serialize(known, Indented) + "\n";
        var file = Path.Combine(Here(), "..", "..", "..", "src", "MockUserApis.Vendors", vendor.Name, "resource.json");
        if (Environment.GetEnvironmentVariable("ASPIRE_VENDORS") == "1")
            await File.WriteAllTextAsync(file, text);

        File.Exists(file).ShouldBeTrue($"{file} is missing. Run the tests with ASPIRE_VENDORS=1.");
        (await File.ReadAllTextAsync(file)).ShouldBe(text, $"{file} differs. Run the tests with ASPIRE_VENDORS=1.");
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
