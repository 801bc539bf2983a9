using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.EveryVendor;

public sealed class TranscriptTests(MockFixture mock)
{
    /// <summary>The vendor and the file's name of every transcript.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var vendor in MockFixture.Known)
        {
            // A vendor without a transcript fails by itself and leaves the others' cases alone.
            var files = Directory.Exists(Folder(vendor.Name)) ? Directory.GetFiles(Folder(vendor.Name), "*.http") : [];
            foreach (var file in files.Order(StringComparer.Ordinal).DefaultIfEmpty("at-least-one.http")) cases.Add(vendor.Name, Path.GetFileNameWithoutExtension(file));
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Vendor_Transcript_IsAnsweredToTheByte(string vendor, string name) =>
        TranscriptRun.PlayAsync(mock, mock.Directory.All.Single(v => v.Name == vendor), Transcript.Read(Path.Combine(Folder(vendor), name + ".http")));

    private static string Folder(string vendor, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Vendors", vendor, "transcripts");
}
