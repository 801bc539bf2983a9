using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class UsersController : UsersControllerBase
{
    public override async ValueTask<Reply> GetUser(string identifyId) =>
        await Users.FindKeyAsync(identifyId) is { } user
            ? View.Read(Exchange, user.Document)
            : Errors.UserNotFound(identifyId);

    public override async ValueTask<Reply> UpdateUser(string identifyId, RequestBody<UserInput> body) =>
        Update.Mismatch(identifyId, body) is { } mismatch && Departs(mismatch) is { } refused
            ? refused
            : await PutAsync(identifyId, Read(body));

    // Lenient lets a body without identifyId through the contract check; it still names nobody.
    public override async ValueTask<Reply> UpdateUserByBody(RequestBody<UserInput> body) =>
        body.Text("identifyId") is { } id ? await PutAsync(id, Read(body)) : Errors.UserNotFound("");

    public override async ValueTask<Reply> CreateUser(RequestBody<UserInput> body)
    {
        if (IdentifyId.Missing(Exchange.Findings, "/identifyId", "/propertyKeys") is { } missing)
        {
            Exchange.Rely(IdentifyId.RequiredRule);
            return Exchange.Refuse(new Refusal.Broken(missing));
        }

        var id = body.Text("identifyId")!;
        if (IdentifyId.Unusable(id, body.Json) is { } unusable)
            return Exchange.Refuse(unusable);
        if (await Users.FindKeyAsync(id) is not null)
            return Errors.Duplicate;
        var read = Read(body);
        if (await UnknownId.GoneAsync(Exchange, id) is { } gone)
        {
            return await ReviveAsync(gone, read) is { } revived ? View.Created(Exchange, revived) : Errors.Duplicate;
        }

        var (user, conflict) = await Users.AddAsync(ordinal => Update.Create(id, read.Json, Merging(ordinal)));
        return conflict is null ? View.Created(Exchange, user.Document) : Errors.Duplicate;
    }

    public override async ValueTask<Reply> DeleteUser(string identifyId, bool? hardDelete) =>
        await Users.FindKeyAsync(identifyId) is { } user
        && await Users.DeleteAsync(user, Sandbox.Clock.GetUtcNow(), revivable: hardDelete != true)
            ? Reply.NoContent
            : Errors.UserNotFound(identifyId);

    public override ValueTask<Reply> DeleteUserByBody(bool? hardDelete, RequestBody<UserDelete> body) =>
        DeleteUser(body.Text("identifyId") ?? "", hardDelete);

    public override ValueTask<Reply> ListUsers(
        IReadOnlyList<string>? filter,
        int? pageSize,
        string? scrollId,
        string? sort
    ) => Listing.AnswerAsync(Exchange, new ListedUsers(Exchange), filter ?? [], pageSize, scrollId, sort);

    private async ValueTask<Reply> PutAsync(string id, RequestBody body)
    {
        if (await Users.FindKeyAsync(id) is { } user)
        {
            return (await ApplyAsync(user, body)).Document is null ? Errors.UserNotFound(id) : Reply.NoContent;
        }

        return await UnknownId.GoneAsync(Exchange, id) is { } gone && await ReviveAsync(gone, body) is not null
            ? Reply.NoContent
            : Errors.UserNotFound(id);
    }

    private RequestBody Read(RequestBody body) => TextScalars.Read(body, Exchange.Findings);

    private async ValueTask<Document?> ReviveAsync(Member user, RequestBody body)
    {
        var document = Merge.Apply(Update.Rules, user.Document, body.Json, Merging(user.Ordinal));
        return (await Users.ReviveAsync(user, document)).Done ? document : null;
    }
}
