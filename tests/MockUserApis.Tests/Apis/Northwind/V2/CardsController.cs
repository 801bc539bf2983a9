using MockUserApis.Generated.NorthwindV2;

namespace MockUserApis.Tests.Apis.Northwind.V2;

public sealed class CardsController : CardsControllerBase
{
    public override async ValueTask<Reply> GetCard(string id) =>
        await Users.FindKeyAsync(id) is { Document: var user }
            ? Reply.Text(200, $$"""{"card":{{System.Text.Encoding.UTF8.GetString(user["name"])}}}""")
            : NorthwindApi.Errors.NotFound;
}
