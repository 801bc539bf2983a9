using MockUserApis.Generated.Contoso;

namespace MockUserApis.Tests.Apis.Contoso;

public sealed class UsersController : UsersControllerBase
{
    public override async ValueTask<Reply> UpdateUser(string id, RequestBody<UserWrite> body) =>
        await Users.FindKeyAsync(id) is { } user && (await ApplyAsync(user, body)).Document is { } changed
            ? Reply.Json(200, View.Of(changed))
            : Errors.NotFound;

    public override async ValueTask<Reply> GetUser(string id) =>
        await Users.FindKeyAsync(id) is { } user ? Reply.Json(200, View.Of(user.Document)) : Errors.NotFound;
}

public sealed class AccountsController : AccountsControllerBase
{
    private Resource Resource => Exchange.Api.Find(Contoso.Accounts)!;

    private WatchedCollection All => Members(Contoso.Accounts);

    public override async ValueTask<Reply> CreateAccount(RequestBody<AccountWrite> body)
    {
        var added = await All.AddAsync(ordinal =>
            Document.Build(
                AccountSeed.Fields,
                draft =>
                {
                    draft.Set("id", body.Text("id")!).Set("plan", "free");
                    Merge.Into(draft, Resource.UpdateRules, body.Json, Merging(ordinal));
                }
            )
        );
        return added.Conflict is null ? Reply.Json(200, View.Of(added.Member.Document)) : Errors.Taken;
    }

    public override async ValueTask<Reply> UpdateAccount(string id, RequestBody<AccountWrite> body)
    {
        if (await All.FindKeyAsync(id) is not { } account)
            return Errors.NotFound;
        var (document, conflict) = await ApplyAsync(Resource, account, body);
        if (conflict is not null)
            return Errors.Taken;
        return document is null ? Errors.NotFound : Reply.Json(200, View.Of(document));
    }

    public override async ValueTask<Reply> GetAccount(string id) =>
        await All.FindKeyAsync(id) is { } account ? Reply.Json(200, View.Of(account.Document)) : Errors.NotFound;

    public override async ValueTask<Reply> DeleteAccount(string id) =>
        await All.FindKeyAsync(id) is { } account
        && await All.DeleteAsync(account, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Reply.NoContent
            : Errors.NotFound;
}
