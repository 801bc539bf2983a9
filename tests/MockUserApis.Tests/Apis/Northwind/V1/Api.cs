namespace MockUserApis.Tests.Apis.Northwind.V1;

/// <summary>What its first version answers: requests that name no other.</summary>
public sealed class NorthwindApi(Northwind vendor) : Api(vendor)
{
    internal static readonly Errors Errors = new("");

    private static readonly Rule FirstRule = new("first", Evidence.ASSUMED, "of version 1 alone");

    private static readonly UpdateRules Table = new UpdateRules()
        .AbsentKeeps(Evidence.ASSUMED, "a partial update")
        .Field("name", (Effect.Clear, Evidence.DOC, ""), (Effect.Replace, Evidence.DOC, ""))
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

    public override ValueTask<Reply> DecorateAsync(Reply reply, Exchange exchange)
    {
        exchange.Rely(FirstRule);
        return reply;
    }

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user, "name");
}
