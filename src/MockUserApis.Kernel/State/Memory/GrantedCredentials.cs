using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>The credentials that logins have got a sandbox, oldest first, within a number.</summary>
internal sealed class GrantedCredentials(int most)
{
    private readonly Lock gate = new();
    private readonly Queue<(Vendor Vendor, string Credential, DateTimeOffset? Until)> granted = new();
    private readonly HashSet<(Vendor, string)> known = [];

    public int Count
    {
        get
        {
            lock (gate)
                return granted.Count;
        }
    }

    /// <summary>Adds one and gives those that are over by now, or too many: they open nothing any more.</summary>
    public IReadOnlyList<(Vendor Vendor, string Credential)> Add(
        Vendor vendor,
        string credential,
        DateTimeOffset? until,
        DateTimeOffset now
    )
    {
        List<(Vendor, string)> gone = [];
        var ended = Instants.EndedBy(now);
        lock (gate)
        {
            // Logins at the same instant get the same token.
            if (known.Contains((vendor, credential)))
                return gone;
            // They end in the order in which they began, unless the clock was moved: then the bound is left.
            while (granted.TryPeek(out var oldest) && (granted.Count >= most || oldest.Until <= ended))
            {
                granted.Dequeue();
                known.Remove((oldest.Vendor, oldest.Credential));
                gone.Add((oldest.Vendor, oldest.Credential));
            }

            known.Add((vendor, credential));
            granted.Enqueue((vendor, credential, until));
        }

        return gone;
    }

    public IReadOnlyList<(Vendor Vendor, string Credential)> TakeAll()
    {
        lock (gate)
        {
            List<(Vendor, string)> all = [.. granted.Select(g => (g.Vendor, g.Credential))];
            granted.Clear();
            known.Clear();
            return all;
        }
    }
}
