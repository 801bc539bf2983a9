using System.Globalization;
using System.Text.Json;
using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>All users, and one user by User.com's integer id.</summary>
public sealed class UsersController : UsersControllerBase
{
    public override Reply ListUsers(int? page, string? search, long? min, long? max) =>
        Listing.Answer(Exchange, Users, page ?? 1);

    public override Reply SearchUsers(
        string? email,
        string? key,
        string? phoneNumber,
        string? userId,
        bool? many,
        int? page,
        string? search,
        long? min,
        long? max
    ) => new Search(Exchange, email, key, phoneNumber, userId).Answer(many == true, page ?? 1);

    public override Reply CreateUser(Sent<UserUpdate> body) =>
        Add(body, out var user) is { } refused ? refused : Reply.Json(201, View.Of(user.Document));

    public override Reply UpdateOrCreateUser(Sent<UserUpdate> body)
    {
        if (Known(body) is { } known)
            return UpdateKnown(known, body);
        if (Add(body, out var user) is not { } refused)
            return Outcome(created: true, user.Document);
        // Another request was faster.
        return Known(body) is { } raced ? UpdateKnown(raced, body) : refused;
    }

    public override Reply GetUser(long id) => The(id).Read();

    public override Reply UpdateUser(long id, Sent<UserUpdate> body) => The(id).Update(body);

    public override Reply PatchUser(long id, Sent<UserUpdate> body) => The(id).Update(body);

    public override Reply DeleteUser(long id) => The(id).Delete();

    public override Reply SetAttribute(long id, Sent<AttributeAssignment> body) => The(id).SetAttribute(body);

    public override Reply SetMultipleAttributes(long id, Sent<JsonElement> body) => The(id).SetAttributes(body);

    public override Reply AddTag(long id, Sent<TagName> body) => The(id).AddTag(body);

    public override Reply AddManyTags(long id, Sent<TagNames> body) => The(id).AddTags(body);

    public override Reply RemoveTag(long id, Sent<TagName> body) => The(id).RemoveTag(body);

    public override Reply DeleteTag(long id, Sent<TagName> body) => The(id).RemoveTag(body);

    public override Reply RemoveAttribute(long id, Sent<AttributeName> body) => The(id).RemoveAttribute(body);

    public override Reply DeleteAttribute(long id, Sent<AttributeName> body) => The(id).RemoveAttribute(body);

    public override Reply AddToList(long id, Sent<ListReference> body) => The(id).AddToList(body);

    public override Reply RemoveFromList(long id, Sent<ListReference> body) => The(id).RemoveFromList(body);

    public override Reply DeleteFromList(long id, Sent<ListReference> body) => The(id).RemoveFromList(body);

    public override Reply MassUpdateStandardAttributes(Sent<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, Find).Standard();

    public override Reply MassUpdateCustomAttributes(Sent<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, Find).Custom(isPost: false);

    public override Reply MassUpdateCustomAttributesByPost(Sent<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, Find).Custom(isPost: true);

    public override Reply MergeUsers(Sent<Generated.UserCom.UserMerge> body) =>
        new UserMerge(Exchange).Answer(body.Json);

    private Member? Find(string id) => Users.Find(Seed.ById, id);

    private OneUser The(long id) => new(Exchange, Find(id.ToString(CultureInfo.InvariantCulture)));

    private Member? Known(Sent body) => Users.FindKey(Update.TextOf(body.Json.GetProperty("user_id")));

    private Reply UpdateKnown(Member user, Sent body)
    {
        var answer = new OneUser(Exchange, user).Update(body);
        return answer.Status == 200 ? Outcome(created: false, user.Document) : answer;
    }

    private Reply? Add(Sent body, out Member user)
    {
        user = default;
        if (Exchange.Departs(CustomAttributes.Departures(body.Json)) is { } refused)
            return refused;
        var names = NamesNeeded.OfUpdate(body.Json, Exchange);
        (user, var conflict) = Users.Add(ordinal => Update.Create(body.Json, Merging(ordinal, names)));
        return conflict is null ? null : Errors.Taken(conflict);
    }

    private static Reply Outcome(bool created, Document user) =>
        Reply.Json(
            200,
            RawJson.Write(
                (created, user),
                static (json, o) =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("created", o.created);
                    json.WritePropertyName("id");
                    json.WriteRawValue(o.user["id"], skipInputValidation: true);
                    json.WriteEndObject();
                }
            )
        );
}
