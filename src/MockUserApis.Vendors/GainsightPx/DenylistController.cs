using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class DenylistController : DenylistControllerBase
{
    private static readonly Rule ReadRule = new(
        "denylist/view",
        ASSUMED,
        "the keys are DOC; a user who was never denied reads false"
    );

    private static readonly Rule NoContentRule = new(
        "denylist/put",
        ASSUMED,
        "200 and 204 are both documented, and no body: the one without is sent"
    );

    public override async ValueTask<Reply> GetDenied(string identifyId) =>
        await Users.FindKeyAsync(identifyId) is { } user ? Read(user.Document) : Errors.DenialNotFound(identifyId);

    public override async ValueTask<Reply> SetDenied(string identifyId, RequestBody<DenialInput> body)
    {
        if (await Users.FindKeyAsync(identifyId) is not { } user)
            return Errors.DenialNotFound(identifyId);
        var denied = TextScalars.Read(body, Exchange.Findings).Json.GetProperty("denied").GetBoolean();
        var (changed, _) = await Users.ChangeAsync(user, stored => stored.With(d => d.Set("denied", denied)));
        return changed is null ? Errors.DenialNotFound(identifyId) : Reply.NoContent.Because(NoContentRule);
    }

    private static Reply Read(Document user) =>
        Reply
            .Json(
                200,
                RawJson.Write(
                    user,
                    static (json, u) =>
                    {
                        json.WriteStartObject();
                        json.WriteBoolean("denied", u["denied"].SequenceEqual("true"u8));
                        json.WritePropertyName("identifyId");
                        json.WriteRawValue(u["identifyId"], skipInputValidation: true);
                        json.WriteEndObject();
                    }
                )
            )
            .Because(ReadRule);
}
