using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
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
    public Reply Nothing()
    {
        if (found is null)
            return Errors.NotFound;
        const string Expected = "what the vendor itself records: it is not simulated";
        exchange.Rely(NothingRule);
        exchange.Note(new Finding("path", "", "simulated", Expected, "an empty page", NothingRule) { Breaks = false });
        return place.Of<int>([], static _ => 0, static (_, _) => { });
    }

    public Reply InSegments() => found is { } user ? Segments.Of(exchange, user.Document, place) : Errors.NotFound;
}
