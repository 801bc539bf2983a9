using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>Writes the rows of an import, all of them or none, and the batch that tells of it.</summary>
internal sealed class Import(Exchange exchange)
{
    private readonly Collection users = exchange.Users;
    private readonly Stack<(Member Member, Document? Before)> written = [];

    /// <returns>The batch's code, and its id.</returns>
    public async ValueTask<(int Code, string Id)> RunAsync(int code, IReadOnlyList<ImportRow> rows)
    {
        try
        {
            foreach (var row in rows)
            {
                if (await WrittenAsync(row))
                    continue;
                // Another request was quicker than this one.
                await UndoAsync();
                code = Batch.HasErrors;
                break;
            }

            return (code, await BatchAsync(code, rows.Count));
        }
        catch (StoreFullException)
        {
            await UndoAsync();
            throw;
        }
    }

    private async ValueTask<bool> WrittenAsync(ImportRow row)
    {
        if (row.Member is { } member)
        {
            Document? before = null;
            var (document, taken) = await users.ChangeAsync(
                member,
                newest =>
                {
                    before = newest;
                    return Merge.Apply(Update.Rules, newest, row.Json, Context(member.Ordinal));
                }
            );
            if (document is null || taken is not null)
                return false;
            written.Push((member with { Document = document }, before));
            return true;
        }

        var (added, conflict) = await NewMember.AddAsync(
            users.AddAsync,
            Seed.ById,
            (ordinal, id) => Update.Create(row.Json, id, Context(ordinal))
        );
        if (conflict is null)
            written.Push((added, null));
        return conflict is null;
    }

    // What somebody changed meanwhile stays.
    private async ValueTask UndoAsync()
    {
        while (written.TryPop(out var done))
        {
            var (member, before) = done;
            if (before is null)
                await users.TakeBackAsync(member, exchange.Sandbox.Clock.GetUtcNow());
            else
                await users.ChangeAsync(member, newest => AreSame(newest, member.Document) ? before : newest);
        }
    }

    private static bool AreSame(Document one, Document other)
    {
        for (var i = 0; i < one.Shape.Fields.Count; i++)
        {
            if (!one[i].SequenceEqual(other[i]))
                return false;
        }

        return true;
    }

    private async ValueTask<string> BatchAsync(int code, int count)
    {
        var by = VoltMx.Account(exchange.Sandbox.Name).User;
        var now = exchange.Sandbox.Clock.GetUtcNow();
        exchange.Rely(ImportRules.By);
        Collection batches = exchange.Members(VoltMx.Batches);
        var (batch, _) = await NewMember.AddAsync(
            batches.AddAsync,
            BatchSeed.ById,
            (_, id) => Batch.Of(id, code, count, now, by)
        );
        return batch.Document.Text("id")!;
    }

    private MergeContext Context(long ordinal) => new(exchange.Sandbox, exchange.Api, ordinal, exchange);
}
