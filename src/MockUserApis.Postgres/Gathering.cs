using MockUserApis.Kernel.State;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>
/// What several requests send at once goes in one trip: while some are under way, the next ones gather. Who is alone
/// does not wait.
/// </summary>
/// <param name="send">Sends some, and gives the result of each.</param>
internal sealed class Gathering<TItem, TResult>(Func<IReadOnlyList<TItem>, ValueTask<IReadOnlyList<TResult>>> send)
{
    private const int Most = 64;

    // One alone would stand still for as long as the database's disk takes, or the network.
    private const int MostTrips = 2;

    private readonly Lock gate = new();
    private readonly Queue<(TItem Item, TaskCompletionSource<TResult> Done)> waiting = new();
    private int trips;

    public Task<TResult> SendAsync(TItem item)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Enqueue((item, done));
            if (trips == MostTrips)
                return done.Task;
            trips++;
        }

        _ = SendAllAsync();
        return done.Task;
    }

    private async Task SendAllAsync()
    {
        while (Take() is { Count: > 0 } some)
            await SendAsync(some);
    }

    private List<(TItem Item, TaskCompletionSource<TResult> Done)> Take()
    {
        var some = new List<(TItem, TaskCompletionSource<TResult>)>();
        lock (gate)
        {
            while (some.Count < Most && waiting.TryDequeue(out var next))
                some.Add(next);
            if (some.Count == 0)
                trips--;
        }

        return some;
    }

    private async Task SendAsync(List<(TItem Item, TaskCompletionSource<TResult> Done)> some)
    {
        try
        {
            var results = await send(some.ConvertAll(s => s.Item));
            for (var i = 0; i < some.Count; i++)
                some[i].Done.SetResult(results[i]);
        }
        catch (Exception error) when (some.Count == 1 || IsOfAll(error))
        {
            foreach (var (_, done) in some)
                done.SetException(error);
        }
        catch (Exception)
        {
            // One of them is at fault: the others must not suffer for it.
            foreach (var one in some)
                await SendAsync([one]);
        }
    }

    // What the server says of a statement is of one of them; that it says nothing is of all.
    private static bool IsOfAll(Exception error) =>
        error is StoreUnavailableException { InnerException: not PostgresException };
}
