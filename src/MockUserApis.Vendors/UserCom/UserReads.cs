using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What is read below one user; 404 when there is none.</summary>
internal sealed class UserReads(Exchange exchange, Member? found, Place place)
{
    private static readonly Rule NothingRule = new(
        "reads/nothing",
        ASSUMED,
        "nothing here sends mail or loads pages: e-mails, timeline and page views are empty, with a finding"
    );

    /// <summary>What nothing here makes.</summary>
    public ValueTask<Reply> NothingAsync()
    {
        if (found is null)
            return Errors.NotFound;
        const string Expected = "what the vendor itself records: it is not simulated";
        exchange.Rely(NothingRule);
        exchange.Note(new Finding("path", "", "simulated", Expected, "an empty page", NothingRule) { Breaks = false });
        return place.Of<int>([], static _ => 0, static (_, _) => { });
    }

    public ValueTask<Reply> SegmentsAsync() =>
        found is { } user ? Segments.Of(exchange, user.Document, place) : Errors.NotFound;

    /// <summary>A long look at all that is kept has a seat of its own.</summary>
    public async ValueTask<Reply> ProductEventsAsync()
    {
        if (found is not { } user)
            return Errors.NotFound;
        Collection events = exchange.Members(UserCom.ProductEvents);
        var resource = (ProductEventResource)exchange.Api.Find(UserCom.ProductEvents)!;
        return await events.ChangedCountAsync() > Scans.Few ? Reply.Scanning(WorkAsync) : await WorkAsync();

        async ValueTask<Reply> WorkAsync() =>
            place.Of(await ProductEvents.OfAsync(events, user), e => e.Integer("id") ?? 0, resource.Write);
    }
}
