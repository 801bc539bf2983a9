using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// What is true when a diagnosis is read. It decides what the curl does and not what was wrong: that is the entry's.
/// </summary>
/// <param name="Addresses">Those of the reader of it, who is to run the curl.</param>
internal sealed record Reading(Sandbox Sandbox, Credentials Credentials, Addresses Addresses, Rehearsal Rehearsal)
{
    /// <summary>Whether there is a user now that the path's parameter names by this id.</summary>
    public async ValueTask<bool> HasUserAsync(string id, Operation operation, Api api)
    {
        if (operation.Parameters.FirstOrDefault(p => p.In == "path") is not { } parameter)
            return false;
        var ids = new UserIds(api, Sandbox);
        return (await ids.KnownAsync(id)).Any(user => ids.For(parameter.Name, user) == id);
    }
}
