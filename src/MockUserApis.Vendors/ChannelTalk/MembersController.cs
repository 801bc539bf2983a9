using MockUserApis.Generated.ChannelTalk;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>The same users by the caller's own id.</summary>
public sealed class MembersController : MembersControllerBase
{
    public override Reply GetMember(string memberId) => Answers.Of(Find(memberId)?.Document);

    public override Reply UpsertMember(string memberId, Sent<UserUpdate> body)
    {
        if (Find(memberId) is { } known && Apply(known, body).Document is { } changed)
            return Answers.Of(changed);
        var (added, conflict) = Users.Add(ordinal => Update.Create(memberId, body.Json, Merging(ordinal)));
        // Somebody else created the member in between: then this one patches.
        return Answers.Of(conflict is null ? added.Document : Apply(conflict.Holder, body).Document);
    }

    public override Reply DeleteMember(string memberId) => Answers.Deleted(Users, Find(memberId), Sandbox);

    private Member? Find(string memberId) => Users.Find(Seed.ByMember, memberId);
}
