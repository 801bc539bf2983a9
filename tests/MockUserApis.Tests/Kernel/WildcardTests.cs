using System.IO.Enumeration;
using FsCheck;
using FsCheck.Fluent;

namespace MockUserApis.Tests.Kernel;

/// <summary>
/// The framework's own matcher is right, and slow on purpose-made patterns: it says what the quick one must say. Only at a
/// backslash with nothing behind it it reads on.
/// </summary>
public sealed class WildcardTests
{
    private static readonly Arbitrary<string> Patterns = Texts("aAb*?\\");
    private static readonly Arbitrary<string> Values = Texts("aAbB*?\\");

    [Fact]
    public void Matches_AnyPatternAndText_SaysWhatTheFrameworkSays() =>
        Prop.ForAll(Patterns, Values, (pattern, text) =>
            pattern.EndsWith('\\') || new Wildcard(pattern).Matches(text) == FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(255)]
    public void Matches_APatternOfSeveralWords_SaysWhatTheFrameworkSays(int length)
    {
        var literal = new string('a', length);
        foreach (var text in new[] { literal, literal + "a", literal[1..], "x" + literal, literal + "x" })
        {
            foreach (var pattern in new[] { literal, "*" + literal[1..], literal[1..] + "*", literal[1..] + "?", "*" + literal[2..] + "*" })
            {
                pattern.EndsWith('\\') || new Wildcard(pattern).Matches(text).ShouldBe(FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true), $"{pattern} {text}");
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

    private static Arbitrary<string> Texts(string alphabet) =>
        Arb.From(Gen.Elements(alphabet.ToCharArray()).ArrayOf().Select(c => new string(c)));
}
