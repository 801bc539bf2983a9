namespace MockUserApis.Tests.Apis.Northwind.V2;

/// <summary>What its second version answers: requests that ask for it by <c>Accept: …; version=2</c>.</summary>
public sealed class NorthwindApi(Northwind vendor) : Api(vendor)
{
    internal static readonly Errors Errors = new("2: ");

    private static readonly Rule SecondRule = new("second", Evidence.ASSUMED, "of version 2 alone");

    private static readonly UpdateRules Table = new UpdateRules()
        .AbsentKeeps(Evidence.ASSUMED, "a partial update")
        .Field("fullName", (Effect.Clear, Evidence.DOC, ""), (Effect.Replace, Evidence.DOC, ""), into: "name")
        .Field("email", (Effect.Refuse, Evidence.DOC, ""), (Effect.Replace, Evidence.DOC, ""));

    private static readonly BodyRules Bodies = new(
        new("encoding", Evidence.DOC),
        new("charset", Evidence.DOC),
        Inflates: false
    );

    public override UpdateRules UpdateRules => Table;

    public override string UpdateOperation => "updateUser";

    public override BodyRules BodyRules => Bodies;

    public override VendorErrors Wording => Errors;

    public override bool Answers(Exchange exchange) =>
        exchange.Http.Request.Headers.Accept is [{ } accept] && accept.Contains("version=2", StringComparison.Ordinal);

    public override ValueTask<Reply> DecorateAsync(Reply reply, Exchange exchange)
    {
        exchange.Rely(SecondRule);
        return reply;
    }

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user, "fullName");
}
