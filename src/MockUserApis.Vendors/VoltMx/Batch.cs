using System.Globalization;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>What a batch of an import is stored as: its codes and their texts. DOC</summary>
internal static class Batch
{
    public const int UnderWay = 0;
    public const int Imported = 200;
    public const int HasErrors = 400;
    public const int BadHeader = 500;

    private const string DataType = "AUDIENCE_MEMBERS";

    // The sample's zone, where a member's dates have UTC.
    private const string Date = "MM/dd/yyyy hh:mm:ss tt 'GMT'";

    /// <param name="count">How many rows were imported.</param>
    public static Document Of(long id, int code, long count, DateTimeOffset at, string by) =>
        Document.Build(BatchSeed.Fields, draft => Fill(draft, id, code, count, at, by));

    public static void Fill(Draft draft, long id, int code, long count, DateTimeOffset at, string by) =>
        draft
            .Set("dataType", DataType)
            .Set("uploadStatusCode", (long)code)
            .Set("statusMessage", Message(code, count)!)
            .Set("importedDate", at.UtcDateTime.ToString(Date, CultureInfo.InvariantCulture))
            .Set("importedBy", by)
            .Set("id", id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null: it is no code of the page's.</summary>
    public static string? Message(int code, long count) =>
        code switch
        {
            UnderWay => "Processing initialized",
            Imported => FormattableString.Invariant($"Successfully uploaded requests of count : {count}"),
            HasErrors => "Uploaded file has got errors",
            BadHeader => "Header of the uploaded file lacks required attributes, or its delimiter is another one",
            _ => null,
        };
}
