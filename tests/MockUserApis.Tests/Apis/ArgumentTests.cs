using Microsoft.Extensions.Primitives;

namespace MockUserApis.Tests.Apis;

public sealed class ArgumentTests
{
    [Fact]
    public void Argument_ThatIsAbsent_IsNull()
    {
        var absent = new Argument("page", StringValues.Empty);

        ((string?)absent).ShouldBeNull();
        ((long?)absent).ShouldBeNull();
        ((int?)absent).ShouldBeNull();
        ((double?)absent).ShouldBeNull();
        ((bool?)absent).ShouldBeNull();
        absent.All.ShouldBeEmpty();
    }

    [Fact]
    public void Argument_ThatDoesNotReadAsItsType_IsNull()
    {
        var unreadable = new Argument("page", "many");

        ((string?)unreadable).ShouldBe("many");
        ((long?)unreadable).ShouldBeNull();
        ((bool?)unreadable).ShouldBeNull();
    }

    [Fact]
    public void RequiredArgument_OfItsType_IsItsValue()
    {
        ((long)new RequiredArgument("id", "0")).ShouldBe(0);
        ((long)new RequiredArgument("id", "-9007199254740993")).ShouldBe(-9007199254740993);
        ((string)new Argument("id", "ada").Required).ShouldBe("ada");
        ((double)new RequiredArgument("score", "1.5")).ShouldBe(1.5);
        ((bool)new RequiredArgument("hard", "true")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("")]
    [InlineData("9223372036854775808")]
    [InlineData(null)]
    public void RequiredArgument_ThatTheCheckShouldHaveRefused_IsADefectAndNotZero(string? sent) =>
        Should
            .Throw<InvalidOperationException>(() => (long)new RequiredArgument("id", sent))
            .Message.ShouldBe(
                "The contract check let a request pass whose parameter id is not a whole number of 64 bits. "
                    + "Take its waiver away, or make the parameter optional in the spec."
            );

    [Fact]
    public void RequiredArgument_ThatIsAbsent_IsADefectAndNotNull() =>
        Should
            .Throw<InvalidOperationException>(() => (string)new Argument("id", StringValues.Empty).Required)
            .Message.ShouldContain("parameter id");
}
