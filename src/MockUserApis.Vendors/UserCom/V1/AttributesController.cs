using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>The attributes of the application.</summary>
public sealed class AttributesController : AttributesControllerBase
{
    public override ValueTask<Reply> ListAttributes(int? page) => All.ListAsync(new NumberedPlace(Exchange, page));

    public override ValueTask<Reply> CreateAttribute(RequestBody<AttributeCreate> body) => All.CreateAsync(body);

    public override ValueTask<Reply> GetAttribute(long id) => All.ReadAsync(id);

    public override ValueTask<Reply> DestroyAttribute(long id) => All.DeleteAsync(id);

    public override ValueTask<Reply> GetUserAttributeType(string nameStd) => All.TypeAsync(ContentType.Users, nameStd);

    public override ValueTask<Reply> GetCompanyAttributeType(string nameStd) =>
        All.TypeAsync(ContentType.Companies, nameStd);

    private AttributeActions All => new(Exchange);
}
