using System.Globalization;
using System.Text.Json;
using MockUserApis.Generated.VoltMx;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>Members from a file, and what came of it.</summary>
public sealed class ImportController : ImportControllerBase
{
    public override async ValueTask<Reply> ImportAudience(string? delimiter, RequestBody<JsonElement> body)
    {
        using var turn = await ImportTurn.OfAsync(Exchange.Sandbox);
        var file = new ImportFile(Exchange, body.Text("uploadFile")!);
        var rows = await file.RowsAsync();
        // The kernel says so in its place.
        if (file.Outgrows)
            return new Reply(400);
        var (code, id) = await new Import(Exchange).RunAsync(file.Code, rows);
        Exchange.Rely(code == Batch.BadHeader ? ImportRules.Header : ImportRules.Status);
        return Reply.Text(200, $$"""{"message":"File uploaded successfully, import is in progress","id":"{{id}}"}""");
    }

    public override async ValueTask<Reply> GetBatchStatus(long id)
    {
        var found = await Members(VoltMx.Batches).FindKeyAsync(id.ToString(CultureInfo.InvariantCulture));
        if (found is not { Document: var batch, Ordinal: var ordinal })
            return Errors.UnknownId(Exchange);
        if (ordinal <= Members(VoltMx.Batches).Population.Size)
            Exchange.Rely(ImportRules.Generated);
        else
            Exchange.Rely(ImportRules.AtOnce);
        return Reply.Json(200, Batches.Of(batch));
    }
}
