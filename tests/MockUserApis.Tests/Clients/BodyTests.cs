using System.Text.Json;
using System.Text.Json.Serialization;
using MockUserApis.Clients.ChannelTalk;
using MockUserApis.Clients.UserCom;
using Px = MockUserApis.Clients.GainsightPx;
using UserUpdate = MockUserApis.Clients.UserCom.UserUpdate;

namespace MockUserApis.Tests.Clients;

/// <summary>What a request body becomes on the wire, without a server.</summary>
public sealed class BodyTests
{
    private static readonly JsonSerializerOptions Foreign = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    [Fact]
    public void Body_WithNothingAssigned_IsEmpty() => Json(new UserUpdate()).ShouldBe("{}");

    [Fact]
    public void Body_WithNullAssigned_SendsNullAndNothingElse() =>
        Json(new UserUpdate { FirstName = null }).ShouldBe("""{"first_name":null}""");

    [Fact]
    public void Body_UnderForeignOptions_KeepsAbsentAndNullApart() =>
        JsonSerializer
            .Serialize(new UserUpdate { City = null, Score = 0 }, Foreign)
            .ShouldBe("""{"city":null,"score":0}""");

    [Fact]
    public void Body_WithADefaultAssigned_SendsIt() =>
        Json(new UserUpdate { Score = 0, Notifications = false }).ShouldBe("""{"notifications":false,"score":0}""");

    [Fact]
    public void Body_WithFurtherMembers_SendsThemBesideTheKnownOnes() =>
        Json(new UserUpdate { City = "Malmö", AdditionalProperties = { ["loyalty"] = "gold", ["old"] = null } })
            .ShouldBe("""{"city":"Malm\u00F6","loyalty":"gold","old":null}""");

    [Fact]
    public void Body_WithFurtherMembersOnly_IsAnObject() =>
        Json(new ProfileUpdate { AdditionalProperties = { ["plan"] = "gold" } }).ShouldBe("""{"plan":"gold"}""");

    [Fact]
    public void Body_Nested_KeepsAbsentAndNullApartAtEachDepth() =>
        Json(
                new Px.UserInput
                {
                    IdentifyId = "u",
                    PropertyKeys = ["k"],
                    Location = new()
                    {
                        City = null,
                        Coordinates = new() { Latitude = null },
                    },
                }
            )
            .ShouldBe(
                """{"identifyId":"u","location":{"city":null,"coordinates":{"latitude":null}},"propertyKeys":["k"]}"""
            );

    [Theory]
    [InlineData("94010", "\"94010\"")]
    [InlineData(94010L, "94010")]
    [InlineData(1.5, "1.5")]
    public void Union_IsSentAsWhatItWasMadeFrom(object value, string wire)
    {
        MockUserApis.Clients.StringOrNumber union = value switch
        {
            string text => text,
            long number => number,
            _ => (double)value,
        };

        Json(new Px.LocationInput { PostalCode = union }).ShouldBe($$"""{"postalCode":{{wire}}}""");
        JsonSerializer.Deserialize<Px.LocationInput>($$"""{"postalCode":{{wire}}}""")!.PostalCode.ShouldBe(union);
    }

    [Fact]
    public void Union_TakesWordsAndNumbers() =>
        Json(
                new UserUpdate
                {
                    Gender = 3,
                    Status = "user",
                    UserId = "42",
                    CompanyId = 7,
                }
            )
            .ShouldBe("""{"user_id":"42","company_id":7,"gender":3,"status":"user"}""");

    [Fact]
    public void Enum_IsItsWordOnTheWire() =>
        Json(
                new Px.UserInput
                {
                    IdentifyId = "u",
                    PropertyKeys = [],
                    Type = Px.UserInputType.EMPTY_USER_TYPE,
                    Gender = null,
                }
            )
            .ShouldBe("""{"identifyId":"u","type":"EMPTY_USER_TYPE","gender":null,"propertyKeys":[]}""");

    [Fact]
    public void Body_ReadBack_RemembersWhatWasThere()
    {
        const string wire = """{"first_name":null,"city":"Lund","further":1}""";

        Json(JsonSerializer.Deserialize<UserUpdate>(wire)!).ShouldBe(wire);
    }

    private static string Json<T>(T body) => JsonSerializer.Serialize(body);
}
