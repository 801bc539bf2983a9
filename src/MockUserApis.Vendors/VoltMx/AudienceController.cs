using System.Globalization;
using MockUserApis.Generated.VoltMx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.VoltMx;

public sealed class AudienceController : AudienceControllerBase
{
    private const int DefaultPageSize = 20;

    public override Reply UpdateAudience(long id, Sent<AudienceWrite> body)
    {
        if (Refused(body) is { } refused)
            return refused;
        if (Find(id) is not { } member)
            return Errors.UnknownId(Exchange);
        var (document, conflict) = Apply(member, body);
        if (conflict is not null)
            return Errors.Taken(Exchange, conflict);
        if (document is null)
            return Errors.UnknownId(Exchange);
        return Reply.Text(200, $$"""{"message":"Details updated successfully","id":"{{Text(id)}}"}""");
    }

    public override Reply GetAudience(long id) =>
        Find(id) is { } member ? Reply.Json(200, View.Of(member.Document, Attributes)) : Errors.UnknownId(Exchange);

    public override Reply ListAudience(int? start, int? pageSize) =>
        Reply.Json(
            200,
            View.Page(Users.Count, [.. Users.From(start ?? 0).Take(pageSize ?? DefaultPageSize)], Attributes)
        );

    public override Reply CreateAudience(Sent<AudienceWrite> body)
    {
        if (Refused(body) is { } refused)
            return refused;
        var (member, conflict) = Add(body);
        return conflict is not null
            ? Errors.Taken(Exchange, conflict)
            : Accepted(member.Document.Integer("id")!.Value, "Details added successfully");
    }

    public override Reply DeleteAudience(long id) =>
        Find(id) is { } member && Users.Delete(member, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Accepted(id, "User deleted successfully")
            : Errors.UnknownId(Exchange);

    // Under the first number that is free.
    private (Member Member, Conflict? Conflict) Add(Sent body)
    {
        for (var taken = 0L; ; taken++)
        {
            var further = taken;
            var added = Users.Add(ordinal => Update.Create(body.Json, ordinal + further, Merging(ordinal)));
            if (!ReferenceEquals(added.Conflict?.Index, Seed.ById))
                return added;
        }
    }

    private Reply? Refused(Sent body)
    {
        Core.Rely(Exchange, body);
        var mobileRequired = Sandbox.Setting(Exchange.Vendor, VoltMx.ReconciliationKey) == "mobileNumber";
        return Exchange.Departs(Core.Departures(Exchange, body, mobileRequired, Attributes));
    }

    private IReadOnlyList<DynamicAttribute> Attributes => VoltMx.Attributes.Of(Sandbox, Exchange.Vendor);

    private Member? Find(long id) => Users.FindKey(Text(id));

    // PUT answers message first, these two id first. SEED, DOC
    private static Reply Accepted(long id, string message) =>
        Reply.Text(200, $$"""{"id":"{{Text(id)}}","message":"{{message}}"}""");

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
