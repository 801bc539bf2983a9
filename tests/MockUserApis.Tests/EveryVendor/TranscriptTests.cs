using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.EveryVendor;

public sealed class TranscriptTests(MockFixture mock)
{
    /// <summary>The spec and the file's name of every transcript.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var api in MockFixture.Known.SelectMany(v => v.Apis))
        {
            // An API without a transcript fails by itself and leaves the others' cases alone.
            var files = Directory.Exists(Folder(api.Spec)) ? Directory.GetFiles(Folder(api.Spec), "*.http") : [];
            foreach (var file in files.Order(StringComparer.Ordinal).DefaultIfEmpty("at-least-one.http"))
            {
                cases.Add(api.Spec, Path.GetFileNameWithoutExtension(file));
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Vendor_Transcript_IsAnsweredToTheByte(string spec, string name)
    {
        var vendor = mock.Directory.All.Single(v => v.Apis.Any(a => a.Spec == spec));
        return TranscriptRun.PlayAsync(mock, vendor, Transcript.Read(Path.Combine(Folder(spec), name + ".http")));
    }

    // A later version's stand in a folder of the vendor's: Vendors/NAME/V2/transcripts.
    private static string Folder(string spec, [CallerFilePath] string here = "") =>
        Path.Combine([Path.GetDirectoryName(here)!, "..", "Vendors", .. spec.Split('.'), "transcripts"]);
}
