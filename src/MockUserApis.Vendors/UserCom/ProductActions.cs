using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What can be done with products: made, read, and an event noted of one.</summary>
internal sealed class ProductActions(Exchange exchange)
{
    private static readonly Rule TakenRule = new(
        "product/taken",
        ASSUMED,
        "two products cannot have one id: the framework's text for a unique field"
    );
    private static readonly Rule OverwriteRule = new(
        "product/overwritten",
        DOC,
        "an event overwrites the product's attributes with its own; custom_data is the event's"
    );

    private WatchedCollection Products => exchange.Members(UserCom.Products);

    public async ValueTask<Reply> CreateAsync(RequestBody body)
    {
        var rules = exchange.Api.Find(UserCom.Products)!.UpdateRules;
        var (product, conflict) = await Products.AddAsync(ordinal =>
            Document.Build(
                ProductSeed.Fields,
                draft =>
                {
                    var context = new MergeContext(exchange.Sandbox, exchange.Api, ordinal, exchange);
                    var now = View.Date(context.Now);
                    draft.Set("id", ProductSeed.IdOf(ordinal)).Set("created_at", now).Set("updated_at", now);
                    Merge.Into(draft, rules, body.Json, context);
                }
            )
        );
        return conflict is null
            ? Reply.Json(201, RawJson.Write(product.Document, ProductResource.Write))
            : Errors.Taken(conflict.Index.Field, TakenRule);
    }

    public async ValueTask<Reply> ReadAsync(string customId) =>
        await Products.FindKeyAsync(customId) is { } product
            ? Reply.Json(200, RawJson.Write(product.Document, ProductResource.Write))
            : Errors.NotFound;

    public async ValueTask<Reply> NoteAsync(long id, RequestBody body) =>
        await NoteAsync(await Products.FindAsync(ProductSeed.ById, id.ToString(CultureInfo.InvariantCulture)), body);

    public async ValueTask<Reply> NoteAsync(string customId, RequestBody body) =>
        await NoteAsync(await Products.FindKeyAsync(customId), body);

    private async ValueTask<Reply> NoteAsync(Member? found, RequestBody body)
    {
        if (found is not { } product)
            return Errors.NotFound;
        var (refused, user) = await EventUser.FindAsync(body, exchange);
        if (refused is not null)
            return refused;
        var context = new MergeContext(exchange.Sandbox, exchange.Api, product.Ordinal, exchange);
        if (Data(body) is { } data)
        {
            exchange.Rely(OverwriteRule);
            Document? made = null;
            var (kept, _) = await Products.ChangeAsync(
                product,
                stored => made = ProductResource.Overwritten(stored, data, context)
            );
            if (kept is null)
                return Errors.NotFound;
            // It would have grown too large: refused as a whole.
            if (!ReferenceEquals(kept, made))
                return Errors.Outgrown;
        }

        var (added, _) = await exchange
            .Members(UserCom.ProductEvents)
            .AddAsync(ordinal =>
                Document.Build(
                    ProductEventSeed.Fields,
                    draft => Fill(draft, ordinal, (product, user), body, context.Now)
                )
            );
        return Reply.Json(
            201,
            RawJson.Write(
                ProductEventSeed.IdOf(added.Ordinal),
                static (json, id) =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("id", id);
                    json.WriteEndObject();
                }
            )
        );
    }

    private static void Fill(
        Draft draft,
        long ordinal,
        (Member Product, Member User) of,
        RequestBody body,
        DateTimeOffset now
    )
    {
        draft
            .Set("id", ProductEventSeed.IdOf(ordinal))
            .Set("user", ProductEvents.IdOf(of.User))
            .Set("product", ProductSeed.IdOf(of.Product.Ordinal))
            .Set("event_type", body.Text("event_type"))
            .Set("timestamp", View.Date(At(body, now)));
        if (Data(body) is { } data && data.TryGetProperty(ProductEvents.Custom, out var custom))
            draft.Set("custom_data", custom);
    }

    private static DateTimeOffset At(RequestBody body, DateTimeOffset now) =>
        body.Json.TryGetProperty("timestamp", out var sent) && sent.ValueKind == JsonValueKind.Number
            ? ProductEvents.Time(sent)
            : now;

    private static JsonElement? Data(RequestBody body) =>
        body.Json.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : null;
}
