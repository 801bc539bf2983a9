using MockUserApis.Generated.ChannelTalk;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>The same users by the caller's own id.</summary>
public sealed class MembersController : MembersControllerBase
{
    public override async ValueTask<Reply> GetMember(string memberId) =>
        Answers.Of((await FindAsync(memberId))?.Document);

    public override async ValueTask<Reply> UpsertMember(string memberId, RequestBody<UserUpdate> body)
    {
        if (await FindAsync(memberId) is { } known && (await ApplyAsync(known, body)).Document is { } changed)
        {
            return Answers.Of(changed);
        }

        var (added, conflict) = await Users.AddAsync(ordinal => Update.Create(memberId, body.Json, Merging(ordinal)));
        // Somebody else created the member in between: then this one patches.
        return Answers.Of(conflict is null ? added.Document : (await ApplyAsync(conflict.Holder, body)).Document);
    }

    public override async ValueTask<Reply> DeleteMember(string memberId) =>
        await Answers.DeletedAsync(Exchange, await FindAsync(memberId));

    private ValueTask<Member?> FindAsync(string memberId) => Users.FindAsync(Seed.ByMember, memberId);
}
