using System.Collections.Concurrent;

namespace MockUserApis.Postgres;

/// <summary>The caches of this node, a world each.</summary>
internal sealed class WorldCaches
{
    private const int MostCached = 10_000;
    private const long MostCachedBytes = 256 << 20;

    private readonly ConcurrentDictionary<long, WorldCache> caches = new();
    private long cached;

    /// <summary>What this node knows of a world and nobody can change any more.</summary>
    public WorldCache Of(long world)
    {
        if (caches.Count > MostCached)
            caches.Clear();
        return caches.GetOrAdd(world, static _ => new WorldCache());
    }

    /// <summary>Counts what caches hold. When it is too much they begin anew: the database has it all.</summary>
    public void Hold(long bytes)
    {
        if (Interlocked.Add(ref cached, bytes) <= MostCachedBytes)
            return;
        Interlocked.Exchange(ref cached, 0);
        caches.Clear();
    }

    public void Remove(long world) => caches.TryRemove(world, out _);
}
