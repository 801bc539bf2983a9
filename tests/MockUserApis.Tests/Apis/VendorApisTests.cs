using Microsoft.AspNetCore.Http;
using First = MockUserApis.Tests.Apis.Northwind.V1;
using Second = MockUserApis.Tests.Apis.Northwind.V2;

namespace MockUserApis.Tests.Apis;

public sealed class VendorApisTests
{
    private static readonly Northwind.Northwind Vendor = new();

    [Fact]
    public void Apis_OfAVendorWithTwo_AreNamedByTheirNamespacesOldestFirst()
    {
        Vendor.Apis.Select(a => a.Spec).ShouldBe(["Northwind", "Northwind.V2"]);
        Vendor.Apis.Select(a => a.Id).ShouldBe(["northwind", "northwind.v2"]);
        Vendor.Apis.Select(a => a.Contract.Version).ShouldBe(["1", "2.1"]);
        Vendor.Apis.ShouldAllBe(a => a.Vendor == Vendor);
        Vendor.Api.ShouldBeSameAs(Vendor.Apis[0]);
    }

    [Fact]
    public void ApiOf_AnId_IsThatOneAndTheFirstOtherwise()
    {
        Vendor.ApiOf("northwind.v2").ShouldBeSameAs(Vendor.Apis[1]);
        Vendor.ApiOf(null).ShouldBeSameAs(Vendor.Apis[0]);
        Vendor.ApiOf("northwind.v3").ShouldBeSameAs(Vendor.Apis[0]);
    }

    [Fact]
    public void Controllers_OfEachApi_AreThoseOfItsSpec()
    {
        Vendor.Apis[0].Controllers.ShouldBe([typeof(First.UsersController)]);
        Vendor
            .Apis[1]
            .Controllers.ShouldBe([typeof(Second.UsersController), typeof(Second.CardsController)], ignoreOrder: true);
    }

    [Fact]
    public void Ledger_OfEachApi_HasItsOwnRules()
    {
        Names(0).ShouldContain("first");
        Names(0).ShouldNotContain("second");
        Names(1).ShouldContain("second");
        Names(1).ShouldNotContain("first");
        foreach (var api in Vendor.Apis)
            api.Ledger.ShouldContain(Vendor.LimitsRule);
    }

    [Fact]
    public void Api_OfAVendorWithoutOne_SaysWhatToDerive() =>
        Should
            .Throw<InvalidOperationException>(() => new Bare().Api)
            .Message.ShouldBe("Bare has no API. Derive a class from Api whose constructor takes a Bare.");

    private static IEnumerable<string> Names(int api) => Vendor.Apis[api].Ledger.Select(r => r.Name);

    private sealed class Bare : Vendor
    {
        public override string Title => "Bare";

        public override int PortOffset => 1;

        public override IReadOnlyList<RateLimit> Limits => [];

        public override Rule LimitsRule { get; } = new("limits", Evidence.DOC);

        public override IReadOnlyList<Recipe> Recipes => throw new InvalidOperationException("It has no users.");

        public override IReadOnlyList<string> CredentialHeaders => [];

        public override string? Credential(IHeaderDictionary headers) => null;

        public override IReadOnlyList<Issued> Issue(string sandbox) => [];
    }
}
