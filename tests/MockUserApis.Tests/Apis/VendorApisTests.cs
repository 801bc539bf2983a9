using Microsoft.AspNetCore.Http;
using MockUserApis.Tests.Apis.TwoVersions;

namespace MockUserApis.Tests.Apis
{
    public sealed class VendorApisTests
    {
        [Fact]
        public void Apis_OfAVendorWithTwo_AreInTheOrderOfTheirSpecs()
        {
            var vendor = new TwoVersions.Invented();

            vendor.Apis.Select(a => a.Spec).ShouldBe(["Invented", "Invented.V2"]);
            vendor.Apis.ShouldAllBe(a => a.Vendor == vendor);
            vendor.Api.ShouldBeSameAs(vendor.Apis[0]);
        }

        [Fact]
        public void Controllers_OfEachApi_AreThoseOfItsSpec()
        {
            var vendor = new TwoVersions.Invented();

            vendor.Apis[0].Controllers.ShouldBe([typeof(First)]);
            vendor.Apis[1].Controllers.ShouldBe([typeof(Second)]);
        }

        [Fact]
        public void Api_OfAVendorWithoutOne_SaysWhatToDerive() =>
            Should.Throw<InvalidOperationException>(() => new Bare().Api).Message
                .ShouldBe("Bare has no API. Derive a class from Api whose constructor takes a Bare.");

        private sealed class Bare : InventedVendor;
    }
}

namespace MockUserApis.Tests.Apis.TwoVersions
{
    public abstract class InventedVendor : Vendor
    {
        public override string Title => "Invented";

        public override int PortOffset => 1;

        public override IReadOnlyList<RateLimit> Limits => [];

        public override Rule LimitsRule { get; } = new("limits", Evidence.DOC);

        public override IReadOnlyList<Recipe> Recipes => throw new InvalidOperationException("It has no users.");

        public override IReadOnlyList<string> CredentialHeaders => [];

        public override string? Credential(IHeaderDictionary headers) => null;

        public override IReadOnlyList<Issued> Issue(string sandbox) => [];
    }

    public sealed class Invented : InventedVendor;

    public abstract class InventedApi(Invented vendor) : Api(vendor)
    {
        public override UpdateRules UpdateRules { get; } = new();

        public override string UpdateOperation => "update";

        public override BodyRules BodyRules { get; } =
            new(new("encoding", Evidence.DOC), new("charset", Evidence.DOC), Inflates: false);

        public override VendorErrors Wording => throw new InvalidOperationException("It refuses nothing.");

        public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => default;
    }

    public sealed class Later(Invented vendor) : InventedApi(vendor)
    {
        public override string Spec => "Invented.V2";
    }

    public sealed class Earlier(Invented vendor) : InventedApi(vendor);

    public sealed class First : Generated.Invented.UsersBase;

    public sealed class Second : Generated.Invented.V2.UsersBase;
}

namespace MockUserApis.Tests.Apis.Generated.Invented
{
    public abstract class UsersBase : MockController
    {
        public override Reply Call(string operation) => Reply.NoContent;
    }
}

namespace MockUserApis.Tests.Apis.Generated.Invented.V2
{
    public abstract class UsersBase : MockController
    {
        public override Reply Call(string operation) => Reply.NoContent;
    }
}
