using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests.Architecture;

/// <summary>The kernel's folders are floors, from the ground up: each names only itself and those before it.</summary>
public sealed partial class FloorsTests
{
    private const string Prefix = "MockUserApis.Kernel.";

    private static readonly string[] Order =
    [
        "Knowledge",
        "Files",
        "Documents",
        "Contract",
        "Secrets",
        "Vendors",
        "State",
        "State.Memory",
        "Certificates",
        "Apis",
        "Pipeline",
        "Diagnoses",
        "Operations",
        "Http",
    ];

    /// <summary>Arrows that still run up. One that is gone leaves this list; none is added.</summary>
    private static readonly string[] Allowed = [];

    private static readonly string Kernel = Path.GetFullPath(
        Path.Combine(Here(), "..", "..", "..", "src", "MockUserApis.Kernel")
    );

    private static readonly List<Source> Sources =
    [
        .. Directory
            .EnumerateFiles(Kernel, "*.cs", SearchOption.AllDirectories)
            .Select(f => new Source(Path.GetRelativePath(Kernel, f).Replace('\\', '/'), File.ReadAllText(f)))
            .Where(s => s.Path.Split('/')[0] is not ("obj" or "bin"))
            .OrderBy(s => s.Path, StringComparer.Ordinal),
    ];

    private static readonly ILookup<string, string> Types = Sources
        .SelectMany(s => Declared().Matches(s.Code).Select(m => (s.Floor, Type: m.Groups["type"].Value)))
        .Distinct()
        .ToLookup(t => t.Floor, t => t.Type);

    [Fact]
    public void Arrows_OfEveryFile_RunDown() => Sources.SelectMany(Up).ShouldBe(Allowed);

    [Fact]
    public void Folders_OfTheKernel_AreItsFloors() =>
        Sources.Select(s => s.Floor).Distinct().ShouldBe(Order, ignoreOrder: true);

    [Fact]
    public void Namespaces_OfEveryFile_AreItsFolder() =>
        Sources
            .Where(s => !("\n" + s.Code).Contains($"\nnamespace {Prefix}{s.Floor};\n", StringComparison.Ordinal))
            .Select(s => s.Path)
            .ShouldBeEmpty();

    [Fact]
    public void Names_OfFloors_AreNoTypes() =>
        Order.SelectMany(f => f.Split('.')).Intersect(Types.SelectMany(t => t)).ShouldBeEmpty();

    [Theory]
    [InlineData("using MockUserApis.Kernel.Http;\n")]
    [InlineData("using static MockUserApis.Kernel.Http.Guard;\n")]
    [InlineData("using Door = MockUserApis.Kernel.Http.Guard;\n")]
    [InlineData("var x = Http.Guard.Of();\n")]
    [InlineData("var x = Kernel.Http.Guard.Of();\n")]
    public void Arrows_OfAFileThatNamesAHigherFloor_AreSeen(string line) =>
        Up(new Source("State/X.cs", line)).ShouldBe(["State/X.cs -> Http"]);

    [Theory]
    [InlineData("// Http.Guard\n")]
    [InlineData("using Microsoft.AspNetCore.Http;\n")]
    [InlineData("using MockUserApis.Kernel.Contract;\n")]
    [InlineData("exchange.Http.Request.Path;\n")]
    public void Arrows_OfAFileThatNamesNoHigherFloor_AreNone(string line) =>
        Up(new Source("State/X.cs", line)).ShouldBeEmpty();

    private static IEnumerable<string> Up(Source source) =>
        Named(source.Code)
            .Where(f => Array.IndexOf(Order, f) > Array.IndexOf(Order, source.Floor))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(f => $"{source.Path} -> {f}");

    private static IEnumerable<string> Named(string code)
    {
        foreach (Match name in Qualified().Matches(code))
        {
            var text = name.Groups["name"].Value;
            var floor = Order
                .Where(f => (text + ".").StartsWith(f + ".", StringComparison.Ordinal))
                .MaxBy(f => f.Length);
            if (floor is null)
                continue;
            var isWhole = name.Value.StartsWith(Prefix, StringComparison.Ordinal);
            var type = text[floor.Length..].Split('.').ElementAtOrDefault(1);
            if (isWhole || Types[floor].Contains(type))
                yield return floor;
        }
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"(?<![.\w])(?:MockUserApis\.)?(?:Kernel\.)?(?<name>[A-Z]\w*(?:\.\w+)*)")]
    private static partial Regex Qualified();

    [GeneratedRegex(
        @"^(?:[a-z]+ )*(?:record struct|record|class|struct|interface|enum|delegate [\w<>?,. ]+?) (?<type>[A-Z]\w*)",
        RegexOptions.Multiline
    )]
    private static partial Regex Declared();

    [GeneratedRegex(@"^[ \t]*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    private sealed record Source(string Path, string Text)
    {
        public string Code { get; } = Comment().Replace(Text.TrimStart('\uFEFF'), "");

        public string Floor { get; } = string.Join('.', Path.Split('/')[..^1]);
    }
}
