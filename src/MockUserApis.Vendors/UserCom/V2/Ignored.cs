using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>Parameters that change nothing, each with a finding.</summary>
internal static class Ignored
{
    public static readonly IReadOnlyList<string> Names = ["page", "with_email"];

    private static readonly Rule PageRule = new(
        "list/page",
        ASSUMED,
        "pages are behind cursors: a page's number is version 1's and ignored"
    );
    private static readonly Rule WithEmailRule = new(
        "list/with_email",
        ASSUMED,
        "one client sends it, its meaning is unknown: ignored"
    );

    /// <summary>Null: it is not one of them.</summary>
    public static Finding? Note(Finding finding) =>
        finding.Field switch
        {
            "page" => finding with { Expected = "cursor, as it stands in next of a page", Rule = PageRule },
            "with_email" => finding with { Expected = "nothing: what it means is not known", Rule = WithEmailRule },
            _ => null,
        };
}
