using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A sandbox's changes out and in.</summary>
internal sealed class SnapshotOperations(VendorDirectory vendors)
{
    /// <summary>What differs from the population, as JSON.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> TakeAsync(Sandbox sandbox) =>
        RawJson.Write(await Snapshot.TakeAsync(sandbox, vendors.All));

    /// <summary>Replaces the sandbox's state by a snapshot's, or changes nothing.</summary>
    public async ValueTask RestoreAsync(Sandbox sandbox, JsonElement snapshot)
    {
        try
        {
            await Snapshot.ReadAsync(snapshot, sandbox, vendors.All);
        }
        catch (SeedException error)
        {
            throw RefusedException.Bad(error.Message);
        }
    }
}
