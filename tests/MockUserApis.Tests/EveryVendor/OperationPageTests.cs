using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MockUserApis.Kernel.Contract;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// What each API can be asked for, as a page that the project's README links to: README.md in the API's folder.
/// <c>OPERATION_PAGES=1</c> rewrites the pages.
/// </summary>
public sealed class OperationPageTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Page_OfAnApi_ListsItsOperations(string slug)
    {
        var asked = mock.Asked(slug);
        var file = Path.Combine(Sources(), asked.Folder, "README.md");
        var page = Page(asked);
        var cancelled = TestContext.Current.CancellationToken;
        if (Environment.GetEnvironmentVariable("OPERATION_PAGES") == "1")
            await File.WriteAllTextAsync(file, page, cancelled);
        File.Exists(file).ShouldBeTrue($"{file} is missing. Run the tests with OPERATION_PAGES=1.");
        (await File.ReadAllTextAsync(file, cancelled))
            .Split('\n')
            .ShouldBe(page.Split('\n'), $"{file} differs. Run the tests with OPERATION_PAGES=1 and look at it.");
    }

    private static string Page(Asked asked)
    {
        var contract = asked.Api.Contract;
        var assumed = asked.Api.Ledger.Count(r => r.Evidence == Evidence.ASSUMED);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Title(asked)}: operations\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            Made by OperationPageTests from `specs/{asked.Api.Spec}.yaml`; `OPERATION_PAGES=1` rewrites it. The evidence
            says how the operation itself is known; what else is ASSUMED of it (of its parameters, its answers, its
            update table) is counted beside it. Rules that hold for all of them are counted in the sum alone:
            {assumed} of {asked.Api.Ledger.Count}. `mock-user-apis vendors --assumed` lists each with its reason.

            | method | path | | evidence | ASSUMED |
            |---|---|---|---|---|

            """
        );
        foreach (var operation in contract.Operations)
            Row(text, operation, Assumed(asked.Api, operation).ToString(CultureInfo.InvariantCulture));
        if (contract.NotMocked.Operations.Count == 0)
            return Plain(text);
        text.Append("\n## The vendor has, the mock lacks\n\n| method | path | | evidence |\n|---|---|---|---|\n");
        foreach (var operation in contract.NotMocked.Operations)
            Row(text, operation, null);
        return Plain(text);
    }

    private static void Row(StringBuilder text, Operation operation, string? assumed)
    {
        var row =
            $"| {operation.Method} | `{operation.Path}` | {Cell(operation.Summary)} | {operation.Rule.Evidence} |";
        text.Append(row).Append(assumed is null ? "\n" : $" {assumed} |\n");
    }

    private static int Assumed(Api api, Operation operation) =>
        api.Ledger.Count(r =>
            r.Evidence == Evidence.ASSUMED
            && (
                r.Name == operation.Id
                || r.Name.StartsWith(operation.Id + "/", StringComparison.Ordinal)
                || (operation == api.Updating && r.Name.StartsWith("update/", StringComparison.Ordinal))
            )
        );

    private static string Cell(string text) => text.TrimEnd('.').Replace("|", "\\|", StringComparison.Ordinal);

    private static string Plain(StringBuilder text) => text.Replace("\r", "").ToString().TrimEnd() + "\n";

    private static string Title(Asked asked) =>
        asked.Api.IsLater ? $"{asked.Title}, version {asked.Api.Contract.Version}" : asked.Title;

    private static string Sources([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "MockUserApis.Vendors");
}
