namespace MockUserApis.Tests.Apis.Contoso;

/// <summary>What it answers.</summary>
public sealed class ContosoApi : Api
{
    private static readonly UpdateRules Table = new UpdateRules()
        .AbsentKeeps(Evidence.ASSUMED, "a partial update")
        .Field("name", (Effect.Clear, Evidence.DOC, ""), (Effect.Replace, Evidence.DOC, ""));

    private static readonly BodyRules Bodies = new(
        new("encoding", Evidence.DOC),
        new("charset", Evidence.DOC),
        Inflates: false
    );

    public ContosoApi(Contoso vendor)
        : base(vendor) => Others = [new Accounts(this)];

    public override IReadOnlyList<Resource> Others { get; }

    public override UpdateRules UpdateRules => Table;

    public override string UpdateOperation => "updateUser";

    public override BodyRules BodyRules => Bodies;

    public override VendorErrors Wording { get; } = new Errors();

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user);
}

/// <summary>What it does with accounts.</summary>
internal sealed class Accounts(ContosoApi api) : Resource(api, Contoso.Accounts)
{
    private static readonly UpdateRules Table = new UpdateRules()
        .AbsentKeeps(Evidence.ASSUMED, "a partial update of an account")
        .Field("id", (Effect.Refuse, Evidence.DOC, ""), (Effect.Ignore, Evidence.DOC, ""))
        .Field("domain", (Effect.Refuse, Evidence.DOC, ""), (Effect.Replace, Evidence.DOC, ""))
        .Field("plan", (Effect.Refuse, Evidence.DOC, ""), (Effect.Replace, Evidence.ASSUMED, "any plan"))
        .Field("seats", (Effect.Clear, Evidence.DOC, ""), (Effect.Replace, Evidence.DOC, ""));

    public override UpdateRules UpdateRules => Table;

    public override string UpdateOperation => "updateAccount";

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => View.Of(member);
}

/// <summary>Users and accounts alike: what is stored.</summary>
internal static class View
{
    public static byte[] Of(Document member) =>
        RawJson.Write(
            member,
            static (json, shown) =>
            {
                json.WriteStartObject();
                foreach (var field in shown.Shape.Fields)
                {
                    json.WritePropertyName(field);
                    var value = shown[field];
                    json.WriteRawValue(RawJson.IsNothing(value) ? RawJson.Null : value, skipInputValidation: true);
                }

                json.WriteEndObject();
            }
        );
}
