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
            foreach (var file in Directory.GetFiles(Folder(vendor.Name), "*.http").Order(StringComparer.Ordinal)) cases.Add(vendor.Name, Path.GetFileNameWithoutExtension(file));
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
