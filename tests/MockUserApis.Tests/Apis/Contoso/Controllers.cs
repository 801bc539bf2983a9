using MockUserApis.Generated.Contoso;

namespace MockUserApis.Tests.Apis.Contoso;

public sealed class UsersController : UsersControllerBase
{
    public override Reply UpdateUser(string id, Sent<UserWrite> body) =>
        Users.FindKey(id) is { } user && Apply(user, body).Document is { } changed
            ? Reply.Json(200, View.Of(changed))
            : Errors.NotFound;

    public override Reply GetUser(string id) =>
        Users.FindKey(id) is { } user ? Reply.Json(200, View.Of(user.Document)) : Errors.NotFound;
}

public sealed class AccountsController : AccountsControllerBase
{
    private Resource Resource => Exchange.Api.Find(Contoso.Accounts)!;

    private WatchedCollection All => Members(Contoso.Accounts);

    public override Reply CreateAccount(Sent<AccountWrite> body)
    {
        var added = All.Add(ordinal =>
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

    public override Reply UpdateAccount(string id, Sent<AccountWrite> body)
    {
        if (All.FindKey(id) is not { } account)
            return Errors.NotFound;
        var (document, conflict) = Apply(Resource, account, body);
        if (conflict is not null)
            return Errors.Taken;
        if (document is null)
            return Errors.NotFound;
        return Reply.Json(200, View.Of(document));
    }

    public override Reply GetAccount(string id) =>
        All.FindKey(id) is { } account ? Reply.Json(200, View.Of(account.Document)) : Errors.NotFound;

    public override Reply DeleteAccount(string id) =>
        All.FindKey(id) is { } account && All.Delete(account, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Reply.NoContent
            : Errors.NotFound;
}
