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
    public ValueTask<ReadOnlyMemory<byte>> TakeAsync(Sandbox sandbox) =>
        new(RawJson.Write(json => Snapshot.Write(json, sandbox, vendors.All)));

    /// <summary>Replaces the sandbox's state by a snapshot's, or changes nothing.</summary>
    public ValueTask RestoreAsync(Sandbox sandbox, JsonElement snapshot)
    {
        try
        {
            Snapshot.Read(snapshot, sandbox, vendors.All);
        }
        catch (SeedException error)
        {
            throw RefusedException.Bad(error.Message);
        }

        return ValueTask.CompletedTask;
    }
}
