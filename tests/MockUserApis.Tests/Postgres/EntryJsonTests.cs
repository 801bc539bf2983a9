using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MockUserApis.Postgres;
using MockUserApis.Vendors;

namespace MockUserApis.Tests.Postgres;

/// <summary>
/// Entries in their stored form. Those of the file were written by the program of before, which found out by reflection
/// how: of each kind of refusal that a request brings about one.
/// </summary>
public sealed class EntryJsonTests
{
    private static readonly string File = Path.Combine(Here(), "entries-of-before.jsonl");

    public static TheoryData<string> Stored => [.. System.IO.File.ReadAllLines(File)];

    [Theory]
    [MemberData(nameof(Stored))]
    public void Entry_ThatWasStoredBefore_IsReadAndWrittenTheSame(string stored)
    {
        var slug = JsonDocument.Parse(stored).RootElement.GetProperty("Vendor").GetString();
        var json = EntryJson.Of(AllVendors.Known.First(v => v.Slug == slug));

        var entry = json.Find(Encoding.UTF8.GetBytes(stored)).ShouldNotBeNull();

        Encoding.UTF8.GetString(json.Write(entry)).ShouldBe(stored);
    }

    [Fact]
    public void Refusals_OfEachKind_CanBeStored() =>
        typeof(Refusal)
            .GetNestedTypes()
            .Where(kind => EntryContext.Default.GetTypeInfo(kind) is null)
            .Select(kind => kind.Name)
            .ShouldBeEmpty();

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
