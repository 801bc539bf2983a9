using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.EveryVendor;

public sealed class TranscriptTests(MockFixture mock)
{
    /// <summary>The API and the file's name of every transcript.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var vendor in MockFixture.Known.SelectMany(v => v.Apis).Select(a => new Asked(a)))
        {
            // A vendor without a transcript fails by itself and leaves the others' cases alone.
            var files = Directory.Exists(Folder(vendor.Folder)) ? Directory.GetFiles(Folder(vendor.Folder), "*.http") : [];
            foreach (var file in files.Order(StringComparer.Ordinal).DefaultIfEmpty("at-least-one.http")) cases.Add(vendor.Id, Path.GetFileNameWithoutExtension(file));
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Vendor_Transcript_IsAnsweredToTheByte(string api, string name)
    {
        var asked = mock.Asked(api);
        return TranscriptRun.PlayAsync(
            mock, asked.Vendor, Transcript.Read(Path.Combine(Folder(asked.Folder), name + ".http")));
    }

    private static string Folder(string vendor, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Vendors", vendor, "transcripts");
}
