using System.Text.Json;
using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>One company by your own id.</summary>
public sealed class CompaniesByIdController : CompaniesByIdControllerBase
{
    public override async ValueTask<Reply> GetCompanyByCustomId(string customId) =>
        await (await ForAsync(customId)).ReadAsync();

    public override async ValueTask<Reply> UpdateCompanyByCustomId(string customId, RequestBody<CompanyUpdate> body) =>
        await (await ForAsync(customId)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteCompanyByCustomId(string customId) =>
        await (await ForAsync(customId)).DeleteAsync();

    public override async ValueTask<Reply> SetCompanyAttributeByCustomId(
        string customId,
        RequestBody<AttributeAssignment> body
    ) => await (await ForAsync(customId)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleCompanyAttributesByCustomId(
        string customId,
        RequestBody<JsonElement> body
    ) => await (await ForAsync(customId)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddCompanyTagByCustomId(string customId, RequestBody<TagName> body) =>
        await (await ForAsync(customId)).AddTagAsync(body);

    public override async ValueTask<Reply> RemoveCompanyTagByCustomId(string customId, RequestBody<TagName> body) =>
        await (await ForAsync(customId)).RemoveTagAsync(body);

    private async ValueTask<CompanyActions> ForAsync(string customId) =>
        new(Exchange, await Members(UserCom.Companies).FindKeyAsync(customId));
}
