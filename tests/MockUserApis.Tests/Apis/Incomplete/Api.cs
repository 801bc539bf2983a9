namespace MockUserApis.Tests.Apis.Incomplete;

/// <summary>Its API: the spec takes a name and an e-mail address, the table knows of one.</summary>
public sealed class NorthwindApi(Northwind vendor) : Api(vendor)
{
    private static readonly BodyRules Bodies = new(new("encoding", Evidence.DOC), new("charset", Evidence.DOC), false);

    private static readonly UpdateRules Table = new UpdateRules().Field(
        "email",
        (Effect.Refuse, Evidence.DOC, ""),
        (Effect.Replace, Evidence.DOC, "")
    );

    public override UpdateRules UpdateRules => Table;

    public override string UpdateOperation => "updateUser";

    public override BodyRules BodyRules => Bodies;

    public override VendorErrors Wording { get; } = new Apis.Northwind.Errors("");

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => ReadOnlyMemory<byte>.Empty;
}
