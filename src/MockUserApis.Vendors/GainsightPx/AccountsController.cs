using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class AccountsController : AccountsControllerBase
{
    private static readonly Rule DeletedRule = new(
        "account/delete",
        ASSUMED,
        "its users are deleted with it (DOC), softly, as their own DELETE does by default; the account is gone for good"
    );

    private static readonly Rule RequiredRule = new(
        "account/create/required",
        DOC,
        "in lenient too: its fragments are updates"
    );

    private Resource Resource => Exchange.Api.Find(GainsightPx.Accounts)!;

    private WatchedCollection All => Members(GainsightPx.Accounts);

    public override async ValueTask<Reply> GetAccount(string accountId)
    {
        if (await All.FindKeyAsync(accountId) is not { } account)
            return Errors.AccountNotFound(accountId);
        Exchange.Rely(Headcount.CountRule);
        return AccountView.Read((await Headcount.OfAsync(Users)).Complete(account.Document));
    }

    public override async ValueTask<Reply> UpdateAccount(string accountId, RequestBody<AccountInput> body) =>
        AccountUpdate.Mismatch(accountId, body) is { } mismatch && Departs(mismatch) is { } refused
            ? refused
            : await PutAsync(accountId, body);

    // Lenient lets a body without id through the contract check; it still names none.
    public override async ValueTask<Reply> UpdateAccountByBody(RequestBody<AccountInput> body) =>
        body.Text("id") is { } id ? await PutAsync(id, body) : Errors.AccountNotFound("");

    public override async ValueTask<Reply> CreateAccount(RequestBody<AccountInput> body)
    {
        if (IdentifyId.Missing(Exchange.Findings, "/id", "/name", "/propertyKeys") is { } missing)
        {
            Exchange.Rely(RequiredRule);
            return Exchange.Refuse(new Refusal.Broken(missing));
        }

        var id = body.Text("id")!;
        if (AccountId.Unusable(id, body.Json) is { } unusable)
            return Exchange.Refuse(unusable);
        if (await All.FindKeyAsync(id) is not null)
            return Errors.Duplicate;
        var read = TextScalars.Read(body, Exchange.Findings);
        var (account, conflict) = await All.AddAsync(o => AccountUpdate.Create(id, read.Json, Merging(o)));
        if (conflict is not null)
            return Errors.Duplicate;
        Exchange.Rely(Headcount.CountRule);
        return AccountView.Created((await Headcount.OfAsync(Users)).Complete(account.Document));
    }

    // ASSUMED: see the rule. The users first: who fails half way finds the account, and may try again.
    public override async ValueTask<Reply> DeleteAccount(string accountId)
    {
        if (await All.FindKeyAsync(accountId) is not { } account)
            return Errors.AccountNotFound(accountId);
        return Users.Population.Size > Scans.Few
            ? Reply.Scanning(() => DeleteAsync(account, accountId))
            : await DeleteAsync(account, accountId);
    }

    public override ValueTask<Reply> ListAccounts(
        IReadOnlyList<string>? filter,
        int? pageSize,
        string? scrollId,
        string? sort
    ) => Listing.AnswerAsync(Exchange, new ListedAccounts(Exchange), filter ?? [], pageSize, scrollId, sort);

    private async ValueTask<Reply> DeleteAsync(Member account, string id)
    {
        var now = Sandbox.Clock.GetUtcNow();
        await AccountsUsers.DeleteAsync(Users, id, now);
        return await All.DeleteAsync(account, now, revivable: false)
            ? Reply.NoContent.Because(DeletedRule)
            : Errors.AccountNotFound(id);
    }

    private async ValueTask<Reply> PutAsync(string id, RequestBody body) =>
        await All.FindKeyAsync(id) is { } account
        && (await ApplyAsync(Resource, account, TextScalars.Read(body, Exchange.Findings))).Document is not null
            ? Reply.NoContent
            : Errors.AccountNotFound(id);
}
