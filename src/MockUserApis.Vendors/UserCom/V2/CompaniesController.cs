using System.Globalization;
using System.Text.Json;
using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>All companies, and one by User.com's integer id.</summary>
public sealed class CompaniesController : CompaniesControllerBase
{
    public override ValueTask<Reply> ListCompanies(string? cursor) =>
        Listing.AllAsync(
            Exchange,
            Members(UserCom.Companies),
            cursor,
            CompanySeed.FirstId,
            found => CompanyPage.WriterAsync(found, Exchange)
        );

    public override ValueTask<Reply> CreateCompany(RequestBody<CompanyUpdate> body) =>
        CompanyCreation.CreateAsync(body, Exchange);

    public override async ValueTask<Reply> SearchCompanies(string? customId) =>
        customId is null
            ? Errors.NotFound
            : await new CompanyActions(Exchange, await Members(UserCom.Companies).FindKeyAsync(customId)).ReadAsync();

    public override async ValueTask<Reply> GetCompany(long id) => await (await ForAsync(id)).ReadAsync();

    public override async ValueTask<Reply> UpdateCompany(long id, RequestBody<CompanyUpdate> body) =>
        await (await ForAsync(id)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteCompany(long id) => await (await ForAsync(id)).DeleteAsync();

    public override async ValueTask<Reply> SetCompanyAttribute(long id, RequestBody<AttributeAssignment> body) =>
        await (await ForAsync(id)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleCompanyAttributes(long id, RequestBody<JsonElement> body) =>
        await (await ForAsync(id)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddCompanyTag(long id, RequestBody<TagName> body) =>
        await (await ForAsync(id)).AddTagAsync(body);

    public override async ValueTask<Reply> RemoveCompanyTag(long id, RequestBody<TagName> body) =>
        await (await ForAsync(id)).RemoveTagAsync(body);

    public override async ValueTask<Reply> AddCompanyMember(long id, RequestBody<CompanyMember> body) =>
        await (await ForAsync(id)).AddMemberAsync(body);

    public override async ValueTask<Reply> RemoveCompanyMember(long id, RequestBody<CompanyMember> body) =>
        await (await ForAsync(id)).RemoveMemberAsync(body);

    private async ValueTask<CompanyActions> ForAsync(long id) =>
        new(
            Exchange,
            await Members(UserCom.Companies).FindAsync(CompanySeed.ById, id.ToString(CultureInfo.InvariantCulture))
        );
}
