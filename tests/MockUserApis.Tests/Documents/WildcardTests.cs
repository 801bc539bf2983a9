using System.IO.Enumeration;
using FsCheck;
using FsCheck.Fluent;

namespace MockUserApis.Tests.Documents;

/// <summary>The framework's own matcher is right, and slow on some patterns: it says what the quick one must.</summary>
public sealed class WildcardTests
{
    private static readonly Arbitrary<string> Patterns = Texts("aAb*?");
    private static readonly Arbitrary<string> Values = Texts("aAbB*?");

    [Fact]
    public void Matches_AnyPatternAndText_SaysWhatTheFrameworkSays() =>
        Prop.ForAll(Patterns, Values, (wanted, text) => new Wildcard(wanted).Matches(text) == Framework(wanted, text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData(@"a\*b", "a*b", true)]
    [InlineData(@"a\*b", "axb", false)]
    [InlineData(@"\?", "?", true)]
    [InlineData(@"\?", "x", false)]
    [InlineData(@"\\", @"\", true)]
    [InlineData(@"\", @"\", true)]
    public void Matches_AnEscapedCharacter_IsThatCharacterAlone(string pattern, string text, bool matches) =>
        new Wildcard(pattern).Matches(text).ShouldBe(matches);

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(255)]
    public void Matches_APatternOfSeveralWords_SaysWhatTheFrameworkSays(int length)
    {
        var literal = new string('a', length);
        foreach (var text in new[] { literal, literal + "a", literal[1..], "x" + literal, literal + "x" })
        {
            var rest = literal[1..];
            foreach (var pattern in new[] { literal, "*" + rest, rest + "*", rest + "?", "*" + rest[1..] + "*" })
            {
                new Wildcard(pattern).Matches(text).ShouldBe(Framework(pattern, text), $"{pattern} {text}");
            }
        }
    }

    [Fact]
    public void Matches_APatternMadeToBeSlow_LooksAtEachCharacterOnce()
    {
        var pattern = new Wildcard(string.Concat(Enumerable.Repeat("*a", 100)) + "b");
        var before = Work.Steps;
        pattern.Matches(new string('a', 100_000)).ShouldBeFalse();
        (Work.Steps - before).ShouldBeLessThan(500_000);
    }

    private static bool Framework(string pattern, string text) =>
        FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);

    private static Arbitrary<string> Texts(string alphabet) =>
        Arb.From(Gen.Elements(alphabet.ToCharArray()).ArrayOf().Select(c => new string(c)));
}
