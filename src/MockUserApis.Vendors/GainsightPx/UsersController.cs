using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class UsersController : UsersControllerBase
{
    // DOC: a deleted user is revived, with its history, when created or updated again within this time.
    private static readonly TimeSpan Revivable = TimeSpan.FromDays(7);

    public override Reply GetUser(string identifyId) =>
        Users.FindKey(identifyId) is { } user ? Reply.Json(200, View.Of(user.Document)) : Errors.UserNotFound(identifyId);

    public override Reply UpdateUser(string identifyId, Sent<UserInput> body) =>
        Update.Mismatch(identifyId, body) is { } mismatch && Departs(mismatch) is { } refused ? refused : Put(identifyId, body);

    // Lenient lets a body without identifyId through the contract check; it still names nobody.
    public override Reply UpdateUserByBody(Sent<UserInput> body) =>
        body.Text("identifyId") is { } id ? Put(id, body) : Errors.UserNotFound("");

    public override Reply CreateUser(Sent<UserInput> body)
    {
        if (body.Text("identifyId") is not { } id) return Errors.BadRequest("identifyId must not be null");
        if (id.Length == 0) return Errors.BadRequest("identifyId must not be empty");
        if (Users.FindKey(id) is not null) return Errors.Duplicate;
        if (Gone(id) is { } gone) return Revive(gone, body) is { } revived ? Reply.Json(201, View.Of(revived)) : Errors.Duplicate;
        var (user, conflict) = Users.Add(ordinal => Update.Create(id, body.Json, Merging(ordinal)));
        return conflict is null ? Reply.Json(201, View.Of(user.Document)) : Errors.Duplicate;
    }

    public override Reply DeleteUser(string identifyId, bool? hardDelete) =>
        Users.FindKey(identifyId) is { } user && Users.Delete(user, Sandbox.Clock.GetUtcNow(), revivable: hardDelete != true)
            ? Reply.NoContent : Errors.UserNotFound(identifyId);

    public override Reply DeleteUserByBody(bool? hardDelete, Sent<UserDelete> body) => DeleteUser(body.Text("identifyId") ?? "", hardDelete);

    public override Reply ListUsers(IReadOnlyList<string>? filter, int? pageSize, string? scrollId, string? sort) =>
        Listing.Answer(Exchange);

    private Reply Put(string id, Sent body) =>
        Users.FindKey(id) is { } user ? Apply(user, body).Document is null ? Errors.UserNotFound(id) : Reply.NoContent
        : Gone(id) is { } gone && Revive(gone, body) is not null ? Reply.NoContent
        : Errors.UserNotFound(id);

    private StoredUser? Gone(string id) =>
        Users.FindKey(id) is null && Users.FindDeleted(id) is var (user, at) && Sandbox.Clock.GetUtcNow() - at <= Revivable ? user : null;

    private Document? Revive(StoredUser user, Sent body)
    {
        var document = Merge.Apply(Update.Rules, user.Document, body.Json, Merging(user.Ordinal));
        return Users.Revive(user, document).Done ? document : null;
    }
}
