namespace MockUserApis.Tests.Apis;

/// <summary>Vendors that do not fit together, or are not there: start or build end with a readable message.</summary>
public sealed class VendorCatalogTests
{
    [Fact]
    public void Build_TwoVendorsOfOnePort_NamesBoth()
    {
        IReadOnlyList<Vendor> vendors = [MockFixture.Known[0], new Northwind.Northwind()];
        vendors.Select(v => v.PortOffset).Distinct().Count().ShouldBe(1);

        Should
            .Throw<InvalidOperationException>(() => MockServer.Build(new MockOptions { Port = 0 }, vendors))
            .Message.ShouldBe("GainsightPx and Northwind have the same PortOffset (1). Change one of them: 2 is free.");
    }

    [Fact]
    public void Build_VendorThatIsNotThere_NamesThoseThatAre()
    {
        var options = new MockOptions { Port = 0, Vendors = ["foldspace", "acme"] };

        Should
            .Throw<InvalidOperationException>(() => MockServer.Build(options, MockFixture.Known))
            .Message.ShouldBe(
                "There is no vendor \"acme\". Known: " + string.Join(", ", MockFixture.Known.Select(v => v.Slug)) + "."
            );
    }

    [Fact]
    public void Check_VendorWithAFieldThatNoRuleNames_SaysWhichAndWhere()
    {
        Should
            .Throw<VendorException>(() => VendorCatalog.Check([new Incomplete.Northwind()]))
            .Message.ShouldBe(
                "updateUser of specs/Northwind.yaml takes /name, of which the update table of NorthwindApi has no "
                    + "rule. Add a line to its Update.cs for each, or take the field out of the spec."
            );
    }
}
