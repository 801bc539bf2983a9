using MockUserApis.Generated.Foldspace;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.Foldspace;

public sealed class SubscriptionsController : SubscriptionsControllerBase
{
    private WatchedCollection All => Members(Foldspace.Subscriptions);

    public override async ValueTask<Reply> GetSubscription(string identifyId)
    {
        if (await All.FindKeyAsync(identifyId) is not { Document: var found })
            return Errors.SubscriptionNotFound(Exchange);
        Exchange.Rely(View.SubscriptionNulls);
        return Reply.Json(200, View.Of(found));
    }

    public override async ValueTask<Reply> UpdateSubscription(string identifyId, RequestBody<SubscriptionWrite> body)
    {
        if (body.Has("identifyId") && Update.Mismatch(identifyId, body.Json) is { } mismatch)
        {
            Exchange.Note(mismatch);
            Exchange.Rely(mismatch.Rule);
        }

        return
            await All.FindKeyAsync(identifyId) is { } found
            && (await ApplyAsync(Exchange.Api.Find(Foldspace.Subscriptions)!, found, body)).Document is not null
            ? Answers.Done("Subscription updated successfully")
            : Errors.SubscriptionNotFound(Exchange);
    }

    public override async ValueTask<Reply> CreateSubscription(RequestBody<SubscriptionCreate> body) =>
        (await All.AddAsync(ordinal => Subscriptions.Create(body.Json, Merging(ordinal)))).Conflict is null
            ? Answers.Done("Subscription created successfully")
            : Errors.Duplicate;

    // "deleted successfully", where a user's is "successfully deleted". DOC
    public override async ValueTask<Reply> DeleteSubscription(RequestBody<SubscriptionDelete> body) =>
        await All.FindKeyAsync(body.Text("identifyId") ?? "") is { } found
        && await All.DeleteAsync(found, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Answers.Done("Subscription deleted successfully")
            : Errors.SubscriptionNotFound(Exchange);
}
