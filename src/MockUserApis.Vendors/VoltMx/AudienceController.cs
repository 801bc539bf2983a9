using System.Globalization;
using MockUserApis.Generated.VoltMx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.VoltMx;

public sealed class AudienceController : AudienceControllerBase
{
    private const int DefaultPageSize = 20;

    public override async ValueTask<Reply> UpdateAudience(long id, RequestBody<AudienceWrite> body)
    {
        if (Refused(body) is { } refused)
            return refused;
        if (await FindAsync(id) is not { } member)
            return Errors.UnknownId(Exchange);
        var (document, conflict) = await ApplyAsync(member, body);
        if (conflict is not null)
            return Errors.Taken(Exchange, conflict);
        return document is null
            ? Errors.UnknownId(Exchange)
            : Reply.Text(200, $$"""{"message":"Details updated successfully","id":"{{Text(id)}}"}""");
    }

    public override async ValueTask<Reply> GetAudience(long id)
    {
        if (await FindAsync(id) is not { } member)
            return Errors.UnknownId(Exchange);
        View.Rely(Exchange, member.Document, Attributes, listed: false);
        return Reply.Json(200, View.Of(member.Document, Attributes));
    }

    public override async ValueTask<Reply> ListAudience(int? start, int? pageSize)
    {
        var members = await Users.FromAsync(start ?? 0).Take(pageSize ?? DefaultPageSize).ToListAsync();
        foreach (var member in members)
            View.Rely(Exchange, member.Document, Attributes, listed: true);
        return Reply.Json(200, View.Page(await Users.CountAsync(), members, Attributes));
    }

    public override async ValueTask<Reply> CreateAudience(RequestBody<AudienceWrite> body)
    {
        if (Refused(body) is { } refused)
            return refused;
        var (member, conflict) = await NewMember.AddAsync(
            Users,
            (ordinal, id) => Update.Create(body.Json, id, Merging(ordinal))
        );
        return conflict is not null
            ? Errors.Taken(Exchange, conflict)
            : Answers.Accepted(member.Document, "Details added successfully");
    }

    public override async ValueTask<Reply> DeleteAudience(long id) =>
        await FindAsync(id) is { } member
        && await Users.DeleteAsync(member, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Answers.Accepted(member.Document, "User deleted successfully")
            : Errors.UnknownId(Exchange);

    private Reply? Refused(RequestBody body)
    {
        MemberRules.Rely(Exchange, body);
        var mobileRequired = Sandbox.Setting(Exchange.Vendor, VoltMx.ReconciliationKey) == "mobileNumber";
        return Exchange.Departs(MemberRules.Departures(Exchange, body, mobileRequired, Attributes));
    }

    private IReadOnlyList<DynamicAttribute> Attributes => VoltMx.Attributes.Of(Sandbox, Exchange.Vendor);

    private ValueTask<Member?> FindAsync(long id) => Users.FindKeyAsync(Text(id));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
