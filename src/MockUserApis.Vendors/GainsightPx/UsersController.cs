using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class UsersController : UsersControllerBase
{
    public override Reply GetUser(string identifyId) =>
        Users.FindKey(identifyId) is { } user ? View.Read(user.Document) : Errors.UserNotFound(identifyId);

    public override Reply UpdateUser(string identifyId, Sent<UserInput> body) =>
        Update.Mismatch(identifyId, body) is { } mismatch && Departs(mismatch) is { } refused
            ? refused
            : Put(identifyId, Read(body));

    // Lenient lets a body without identifyId through the contract check; it still names nobody.
    public override Reply UpdateUserByBody(Sent<UserInput> body) =>
        body.Text("identifyId") is { } id ? Put(id, Read(body)) : Errors.UserNotFound("");

    public override Reply CreateUser(Sent<UserInput> body)
    {
        if (IdentifyId.Missing(Exchange.Findings) is { } missing)
        {
            Exchange.Rely(IdentifyId.RequiredRule);
            return Exchange.Refuse(new Refusal.Broken(missing));
        }

        var id = body.Text("identifyId")!;
        if (IdentifyId.Unusable(id, body.Json) is { } unusable)
            return Exchange.Refuse(unusable);
        if (Users.FindKey(id) is not null)
            return Errors.Duplicate;
        var read = Read(body);
        if (Gone(id) is { } gone)
        {
            return Revive(gone, read) is { } revived ? View.Created(revived) : Errors.Duplicate;
        }

        var (user, conflict) = Users.Add(ordinal => Update.Create(id, read.Json, Merging(ordinal)));
        return conflict is null ? View.Created(user.Document) : Errors.Duplicate;
    }

    public override Reply DeleteUser(string identifyId, bool? hardDelete) =>
        Users.FindKey(identifyId) is { } user
        && Users.Delete(user, Sandbox.Clock.GetUtcNow(), revivable: hardDelete != true)
            ? Reply.NoContent
            : Errors.UserNotFound(identifyId);

    public override Reply DeleteUserByBody(bool? hardDelete, Sent<UserDelete> body) =>
        DeleteUser(body.Text("identifyId") ?? "", hardDelete);

    public override Reply ListUsers(IReadOnlyList<string>? filter, int? pageSize, string? scrollId, string? sort) =>
        Listing.Answer(Exchange, filter ?? [], pageSize, scrollId, sort);

    private Reply Put(string id, Sent body)
    {
        if (Users.FindKey(id) is { } user)
            return Apply(user, body).Document is null ? Errors.UserNotFound(id) : Reply.NoContent;
        if (Gone(id) is { } gone && Revive(gone, body) is not null)
            return Reply.NoContent;
        return Errors.UserNotFound(id);
    }

    private Member? Gone(string id) => Users.FindKey(id) is null ? UnknownUser.Gone(Exchange, id) : null;

    private Sent Read(Sent body) => Exchange.Findings.Count == 0 ? body : TextScalars.Read(body, Exchange.Findings);

    private Document? Revive(Member user, Sent body)
    {
        var document = Merge.Apply(Update.Rules, user.Document, body.Json, Merging(user.Ordinal));
        return Users.Revive(user, document).Done ? document : null;
    }
}
