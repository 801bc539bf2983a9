using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>The rows of a journal, and who follows it.</summary>
internal sealed partial class PostgresJournal
{
    // A row that cannot be read is left out.
    private async ValueTask<List<(JournalEntry Entry, long Bytes)>> RowsAsync(string rest, params object?[] values) =>
        [
            .. (
                await Database.ReadAsync(
                    $"SELECT vendor, entry, bytes FROM {Table} WHERE world = $1 {rest}",
                    r => (Entry: Entry(r.GetString(0), r.GetFieldValue<byte[]>(1)), Bytes: r.GetInt64(2)),
                    [sandbox.Generation, .. values]
                )
            )
                .Where(r => r.Entry is not null)
                .Select(r => (r.Entry!.Value, r.Bytes)),
        ];

    private JournalEntry? Entry(string slug, byte[] json) =>
        sandbox.All.Vendors.FirstOrDefault(v => v.Slug == slug) is { } vendor ? EntryJson.Of(vendor).Find(json) : null;

    private Vendor Vendor(string slug) => sandbox.All.Vendors.First(v => v.Slug == slug);

    private sealed class Following : IDisposable
    {
        public CancellationTokenSource Ended { get; } = new();

        public void Dispose() => Ended.Cancel();
    }
}
