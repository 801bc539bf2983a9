using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// What is true when a diagnosis is read. It decides what the curl does and not what was wrong: that is the entry's.
/// </summary>
/// <param name="Addresses">Those of the reader of it, who is to run the curl.</param>
internal sealed record Reading(Sandbox Sandbox, Credentials Credentials, Addresses Addresses, Rehearsal Rehearsal)
{
    /// <summary>Whether there is a user, or another member, now that the path's parameter names by this id.</summary>
    public async ValueTask<bool> HasAsync(Recipe recipe, string id, Operation operation, Api api)
    {
        if (recipe != api.Vendor.Recipe)
            return await HasOtherAsync(recipe, id, api.Vendor);
        if (operation.Parameters.FirstOrDefault(p => p.In == "path") is not { } parameter)
            return false;
        var ids = new UserIds(api, Sandbox);
        return (await ids.KnownAsync(id)).Any(user => ids.For(parameter.Name, user) == id);
    }

    private async ValueTask<bool> HasOtherAsync(Recipe recipe, string id, Vendor vendor)
    {
        var members = Sandbox.Collection(vendor, recipe);
        foreach (var index in recipe.Indexes)
        {
            if (await members.FindAsync(index, id) is not null)
                return true;
        }

        return false;
    }
}
