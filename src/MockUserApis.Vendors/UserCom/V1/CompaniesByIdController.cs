using System.Text.Json;
using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>One company by your own id.</summary>
public sealed class CompaniesByIdController : CompaniesByIdControllerBase
{
    public override async ValueTask<Reply> GetCompanyByCustomId(string companyId) =>
        await (await ForAsync(companyId)).ReadAsync();

    public override async ValueTask<Reply> UpdateCompanyByCustomId(string companyId, RequestBody<CompanyUpdate> body) =>
        await (await ForAsync(companyId)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteCompanyByCustomId(string companyId) =>
        await (await ForAsync(companyId)).DeleteAsync();

    public override async ValueTask<Reply> SetCompanyAttributeByCustomId(
        string companyId,
        RequestBody<AttributeAssignment> body
    ) => await (await ForAsync(companyId)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleCompanyAttributesByCustomId(
        string companyId,
        RequestBody<JsonElement> body
    ) => await (await ForAsync(companyId)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddCompanyTagByCustomId(string companyId, RequestBody<TagName> body) =>
        await (await ForAsync(companyId)).AddTagAsync(body);

    public override async ValueTask<Reply> RemoveCompanyTagByCustomId(string companyId, RequestBody<TagName> body) =>
        await (await ForAsync(companyId)).RemoveTagAsync(body);

    private async ValueTask<CompanyActions> ForAsync(string companyId) =>
        new(Exchange, await Members(UserCom.Companies).FindKeyAsync(companyId));
}
