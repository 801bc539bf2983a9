using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// The truth table of each vendor's update, as a file that people read and reviews show: Vendors/NAME/update.table.md.
/// <c>UPDATE_TABLES=1</c> rewrites the files.
/// </summary>
public sealed class UpdateTableTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Update_EveryFieldInEveryWay_IsAsTheTableSays(string slug)
    {
        var vendor = mock.Asked(slug);
        var file = Path.Combine(Folder(vendor.Folder), "update.table.md");
        var table = await TableAsync(vendor);
        var cancelled = TestContext.Current.CancellationToken;
        var isUpdate = Environment.GetEnvironmentVariable("UPDATE_TABLES") == "1";
        if (isUpdate)
            await File.WriteAllTextAsync(file, table, cancelled);
        File.Exists(file)
            .ShouldBeTrue($"{file} is missing. Run the tests with UPDATE_TABLES=1 and check what it says.");
        (await File.ReadAllTextAsync(file, cancelled))
            .Split('\n')
            .ShouldBe(
                table.Split('\n'),
                $"{file} differs. Run the tests with UPDATE_TABLES=1 and look at the difference."
            );
    }

    private async Task<string> TableAsync(Asked vendor)
    {
        var update = vendor.Api.Updating;
        var text = new StringBuilder();
        var heading = $"# {Title(vendor)}: what `{update.Method} {update.Path}` does to each field\n\n";
        text.Append(heading);
        text.Append(
            """
            Made by UpdateTableTests from what the mock answers; `UPDATE_TABLES=1` rewrites it. Each cell: the status,
            what a read showed afterwards, and the weakest of what is known about it (SEED, DOC, REC, CODE, ASSUMED): of
            what was done the field's rule, a key's own or a waiver's; of a refusal rule and answer. The user had a
            value in the field before. Beside the field only what the contract requires was sent; a key is absent from
            an object that was sent. A valid value is one that the strict profile takes. *replaced*: reads back as sent;
            *merged*: key by key; *filled*: only keys it lacked; *added*: to the list that was there; *cleared*: what it
            reads as now, in brackets; *no change shows*: no read shows the field; [n]: the refusal's text, below.

            """
        );
        var notes = new List<string>();
        foreach (var profile in new[] { "strict", "lenient" })
        {
            var sandbox = await mock.SandboxAsync(
                $$"""{"seed":7,"population":10,"profile":"{{profile}}","rateLimits":false}"""
            );
            text.Append(CultureInfo.InvariantCulture, $"\n## Profile {profile}\n\n");
            await new UpdateTable(new UserCalls(sandbox, vendor)).WriteAsync(text, notes);
        }

        text.Append("\n## Texts of the refusals\n\n");
        for (var i = 0; i < notes.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"[{i + 1}] `{notes[i]}`\n\n");
        return text.Replace("\r", "").ToString().TrimEnd() + "\n";
    }

    private static string Title(Asked vendor) =>
        vendor.Api.IsLater ? $"{vendor.Title}, version {vendor.Api.Contract.Version}" : vendor.Title;

    private static string Folder(string vendor, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Vendors", vendor);
}
