using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class EventsController : EventsControllerBase
{
    private static readonly Reply Created = new Reply(201).Because(Event.StoredRule);

    public override async ValueTask<Reply> CreateCustomEvent(RequestBody<CustomEventInput> body)
    {
        if (IdentifyId.Missing(Exchange.Findings, "/identifyId") is { } missing)
        {
            Exchange.Rely(Event.RequiredRule);
            return Exchange.Refuse(new Refusal.Broken(missing));
        }

        if (EventLimits.LongName(body.Json) is { } longName && Departs(longName) is { } refused)
            return refused;
        if (await IsDeniedAsync(body.Text("identifyId") ?? ""))
            return new Reply(201).Because(Event.DeniedRule);
        var read = TextScalars.Read(body, Exchange.Findings);
        if (read.Text("eventId") is null || !read.Has("date"))
            Exchange.Rely(Event.DefaultsRule);
        var (_, conflict) = await Members(GainsightPx.Events).AddAsync(o => Event.Create(read.Json, Merging(o)));
        return conflict is null ? Created : Errors.Duplicate.Because(Event.DuplicateRule);
    }

    public override ValueTask<Reply> ListCustomEvents(
        IReadOnlyList<string>? filter,
        string? sort,
        long? dateRangeStart,
        long? dateRangeEnd,
        int? pageSize,
        string? scrollId
    )
    {
        var scroll = Scroll.Of("customEvents", filter ?? [], pageSize, scrollId, sort);
        return ListedEvents.AnswerAsync(Exchange, scroll, dateRangeStart, dateRangeEnd);
    }

    // An unknown user is no error (DOC by omission), so it is not looked for as one that the request needs.
    private async ValueTask<bool> IsDeniedAsync(string id)
    {
        Collection users = Users;
        return await users.FindKeyAsync(id) is { } user && user.Document["denied"].SequenceEqual("true"u8);
    }
}
