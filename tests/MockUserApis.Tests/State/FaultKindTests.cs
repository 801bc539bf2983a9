using System.Text.Json;

namespace MockUserApis.Tests.State;

/// <summary>
/// One kind has one name: in requests, in the journal, in rows of a database and in the testing package.
/// </summary>
public sealed class FaultKindTests
{
    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Name_OfAKind_IsTheOneItIsStoredBy(FaultKind kind)
    {
        var name = FaultTraits.Of(kind).Name;
        JsonSerializer.Serialize(kind).ShouldBe($"\"{name}\"");
        FaultTraits.Named(name).ShouldBe(kind);
    }

    [Fact]
    public void Kinds_OfTheTestingPackage_AreTheSame() =>
        Enum.GetNames<MockUserApis.Testing.FaultKind>().ShouldBe(Enum.GetNames<FaultKind>());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Status")]
    [InlineData("explode")]
    public void Named_OfNoKind_IsNull(string? name) => FaultTraits.Named(name).ShouldBeNull();

    /// <summary>As rows of earlier programs hold them.</summary>
    [Fact]
    public void Fault_ThatWasStoredByAnEarlierProgram_IsRead()
    {
        const string row = """
            {"Id":"","Vendor":"a","Operation":null,"Key":"k","Kind":"commit-then-reset","Status":0,
            "Delay":"00:00:02","Times":3,"Rate":0.5,"BreaksDelivery":true}
            """;
        var expected = new Fault(FaultKind.CommitThenReset)
        {
            Vendor = "a",
            Key = "k",
            Delay = TimeSpan.FromSeconds(2),
            Times = 3,
            Rate = 0.5,
        };
        JsonSerializer.Deserialize<Fault>(row).ShouldBe(expected);
    }
}
