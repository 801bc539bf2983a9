using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>How it is known what an import does.</summary>
internal static class ImportRules
{
    public static readonly Rule Status = new("import/status", DOC, "codes and texts of the page about batches");

    public static readonly Rule Text = new(
        "import/text",
        ASSUMED,
        "a CSV file (DOC): UTF-8, as RFC 4180 has it; with any end of a line, and a byte order mark or none"
    );

    public static readonly Rule Columns = new(
        "import/columns",
        ASSUMED,
        "a header in words is DOC: the fields of POST, in words or as there, in any case; the server's own left aside"
    );

    public static readonly Rule Unknown = new(
        "import/columns/unknown",
        ASSUMED,
        "a column that members do not have, or have twice: an error in the file, as POST refuses such an attribute"
    );

    public static readonly Rule Ignored = new(
        "lenient/columns",
        ASSUMED,
        "a column that members do not have is ignored, as lenient ignores such an attribute"
    );

    public static readonly Rule Header = new(
        "import/header",
        ASSUMED,
        "code 500 of a header that lacks required attributes, or of another delimiter, is DOC; its text is ours"
    );

    public static readonly Rule Row = new(
        "import/row",
        ASSUMED,
        "what POST or PUT would refuse is an error in the file; spaces around a cell go, and an empty one was not sent"
    );

    public static readonly Rule Whole = new(
        "import/whole",
        ASSUMED,
        "one row at fault, and none is imported: nobody has to find out how far it went"
    );

    public static readonly Rule Known = new(
        "import/reconciliationKey",
        ASSUMED,
        "a member of the row's key is updated as by PUT, where there is none one is added; a key twice is an error"
    );

    public static readonly Rule Most = new(
        "import/most",
        ASSUMED,
        "no page says how long a file may be: 1,000 rows, 1,000 columns, a cell 10,000 characters; more are an error"
    );

    public static readonly Rule AtOnce = new(
        "import/atOnce",
        ASSUMED,
        "\"import is in progress\" (DOC), and over here when that is said: a test need not wait"
    );

    public static readonly Rule By = new(
        "import/importedBy",
        ASSUMED,
        "the sample has admin; here the user of the sandbox's password, whichever credential was sent"
    );

    public static readonly Rule Generated = new(
        "batchinfo/generated",
        ASSUMED,
        "a sandbox has 20 batches of every code, one that stays under way among them, for clients that poll"
    );
}
