using System.Globalization;
using System.Text.Json;
using MockUserApis.Generated.VoltMx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>The same members by the id of their push subscription. A device needs no credential. CODE</summary>
public sealed class PushController : PushControllerBase
{
    private static readonly Rule TieRule = new(
        "push/tie",
        ASSUMED,
        "\"creates or updates\" (DOC): the member tied to the KSID is updated, else one is made and tied to it"
    );

    private static readonly Rule DeletesRule = new(
        "push/delete",
        ASSUMED,
        "by its title and message the member goes, not its tie alone"
    );

    private static readonly Rule ViewRule = new(
        "push/view",
        ASSUMED,
        "keys and order are DOC; that pushSubscription is true, nothing was sent, and dynamic attributes stand together"
            + " is ours"
    );

    private IReadOnlyList<DynamicAttribute> Attributes => VoltMx.Attributes.Of(Sandbox, Exchange.Vendor);

    public override async ValueTask<Reply> SubscribeAudience(RequestBody<AudienceSubscribe> body)
    {
        if (Refused(body) is { } refused)
            return refused;
        Exchange.Rely(TieRule);
        Exchange.Rely(Ksid.ValidRule);
        var ksid = Ksid.Of(body.Json.GetProperty(Ksid.Field))!.Value;
        if (await FindAsync(ksid) is { } tied)
            return await UpdatedAsync(tied, body);
        var (member, conflict) = await NewMember.AddAsync(
            Users,
            (ordinal, id) => Update.Create(body.Json, id, Merging(ordinal)).With(draft => draft.Set(Ksid.Field, ksid))
        );
        if (conflict is null)
            return Answers.Accepted(member.Document, "Details added successfully");
        // Another request of the same device was quicker.
        return await FindAsync(ksid) is { } quicker
            ? await UpdatedAsync(quicker, body)
            : Errors.Taken(Exchange, conflict);
    }

    public override async ValueTask<Reply> GetSubscribedAudience(long ksid)
    {
        if (await FindAsync(ksid) is not { } member)
            return Errors.UnknownId(Exchange);
        Exchange.Rely(ViewRule);
        return Reply.Json(200, PushView.Of(member.Document, Attributes));
    }

    public override async ValueTask<Reply> UnsubscribeAudience(long ksid)
    {
        Exchange.Rely(DeletesRule);
        return
            await FindAsync(ksid) is { } member
            && await Users.DeleteAsync(member, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Answers.Accepted(member.Document, "Audience Member deleted successfully")
            : Errors.UnknownId(Exchange);
    }

    private async ValueTask<Reply> UpdatedAsync(Member member, RequestBody body)
    {
        var (document, conflict) = await ApplyAsync(member, body);
        if (conflict is not null)
            return Errors.Taken(Exchange, conflict);
        return document is null
            ? Errors.UnknownId(Exchange)
            : Answers.Accepted(document, "Details updated successfully");
    }

    private Reply? Refused(RequestBody body)
    {
        MemberRules.Rely(Exchange, body);
        var mobileRequired = Sandbox.Setting(Exchange.Vendor, VoltMx.ReconciliationKey) == "mobileNumber";
        var departures = MemberRules.Departures(Exchange, body, mobileRequired, Attributes);
        var sent = body.Json.GetProperty(Ksid.Field);
        if (Ksid.Of(sent) is not null)
            return Exchange.Departs(departures);
        const string expected = "a positive number of 64 bits, as a number or as text";
        var shown = ShownValue.Of(sent);
        var invalid = new Finding("body", "/" + Ksid.Field, "format", expected, shown, Ksid.ValidRule) { Value = sent };
        return Exchange.Departs([invalid, .. departures]);
    }

    private ValueTask<Member?> FindAsync(long ksid) =>
        Users.FindAsync(Seed.ByKsid, ksid.ToString(CultureInfo.InvariantCulture));
}
