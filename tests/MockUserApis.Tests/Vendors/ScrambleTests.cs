using FsCheck;
using FsCheck.Fluent;

namespace MockUserApis.Tests.Vendors;

public sealed class ScrambleTests
{
    [Fact]
    public void Back_OfAnyNumber_IsWhereItCameFrom() =>
        Prop.ForAll<ulong, long>(
                (value, seed) =>
                {
                    var scramble = new Scramble(seed, "test/id");
                    return scramble.Back(scramble.Of(value)) == value && scramble.Of(scramble.Back(value)) == value;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Ordinal_OfAHexId_IsItsOrdinal() =>
        Prop.ForAll<long, long, byte>(
                (ordinal, seed, digits) =>
                {
                    var (scramble, wanted) = (new Scramble(seed, "test/id"), ordinal & long.MaxValue);
                    var hex = scramble.Hex(wanted, 16 + (digits % 17));
                    return hex.Length == 16 + (digits % 17) && scramble.Ordinal(hex) == wanted;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Ordinal_OfAnAlteredId_IsNone()
    {
        var scramble = new Scramble(1, "test/id");
        for (var ordinal = 1L; ordinal <= 200; ordinal++)
        {
            var hex = scramble.Hex(ordinal, 24);
            scramble.Ordinal(hex[..23] + (hex[23] == '0' ? '1' : '0')).ShouldBeNull();
            if (hex.Any(char.IsAsciiLetter))
                scramble.Ordinal(hex.ToUpperInvariant()).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("not hexadecimal at all")]
    [InlineData("+123456789abcdef")]
    [InlineData(" 123456789abcdef")]
    public void Ordinal_OfAnythingElse_IsNone(string text) => new Scramble(1, "test/id").Ordinal(text).ShouldBeNull();

    [Fact]
    public void Hex_OfAnotherPurposeOrSeed_Differs()
    {
        var ids = new[] { new Scramble(1, "a"), new Scramble(1, "b"), new Scramble(2, "a") }
            .Select(s => s.Hex(1))
            .ToList();
        ids.ShouldBe(ids.Distinct());
    }

    [Fact]
    public void Hash_OfAText_IsTheSameInEveryProcess() =>
        Scramble.Hash(1, "vendor").ShouldBe(2_721_384_499_712_938_916UL, "users of a seed would be others");
}
