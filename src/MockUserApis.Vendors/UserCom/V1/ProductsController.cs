using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>Products, and what users do with them.</summary>
public sealed class ProductsController : ProductsControllerBase
{
    public override ValueTask<Reply> CreateProduct(RequestBody<ProductCreate> body) => All.CreateAsync(body);

    public override ValueTask<Reply> GetProductDetails(string customId) => All.ReadAsync(customId);

    public override ValueTask<Reply> CreateProductEvent(long id, RequestBody<ProductEventCreate> body) =>
        All.NoteAsync(id, body);

    public override ValueTask<Reply> CreateProductEventByCustomId(
        string customId,
        RequestBody<ProductEventCreate> body
    ) => All.NoteAsync(customId, body);

    private ProductActions All => new(Exchange);
}
