namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>An answer is known no better than the weakest of what the facts say about it.</summary>
public sealed class EvidenceTests(MockFixture mock)
{
    private const string V1 = "user-com";
    private const string V2 = "user-com.v2";
    private const string Event = """{"name":"order"}""";

    public static TheoryData<string, string, string, string?, int, string> Answers =>
        new()
        {
            // The status of a POST that makes something was recorded of a user alone.
            { V1, "POST", "/events/", """{"client":19000001,"name":"order"}""", 201, "ASSUMED" },
            { V2, "POST", "/events/", """{"user_id":19000001,"name":"order"}""", 201, "ASSUMED" },
            { V1, "POST", "/users-by-id/4/events/", Event, 201, "ASSUMED" },
            { V2, "POST", "/users-by-id/4/events/", Event, 201, "ASSUMED" },
            { V1, "POST", "/companies/", """{"name":"Grace"}""", 201, "ASSUMED" },
            { V2, "POST", "/companies/", """{"name":"Grace"}""", 201, "ASSUMED" },
            { V2, "POST", "/users/update_or_create/", """{"custom_id":"1"}""", 200, "ASSUMED" },
            // That nobody is there is recorded of a deletion in version 1, and of reads clients depend on it.
            { V1, "DELETE", "/users/9/", null, 404, "REC" },
            { V2, "DELETE", "/users/9/", null, 404, "ASSUMED" },
            { V2, "DELETE", "/users-by-id/none/", null, 404, "ASSUMED" },
            { V2, "PUT", "/users/9/", "{}", 404, "ASSUMED" },
            { V2, "PATCH", "/users/9/", "{}", 404, "ASSUMED" },
            { V2, "PUT", "/users-by-id/none/", "{}", 404, "ASSUMED" },
            { V2, "POST", "/users/9/set_attribute/", """{"attribute":"plan","value":"x"}""", 404, "ASSUMED" },
            { V2, "GET", "/users/9/", null, 404, "CODE" },
            { V1, "GET", "/users/9/", null, 404, "REC" },
            { V1, "GET", "/users/abc/", null, 404, "ASSUMED" },
            // Of the texts of a choice, those of an update's gender and status.
            { V1, "PUT", "/users/19000001/", """{"gender":"x"}""", 400, "REC" },
            {
                V1,
                "PUT",
                "/users/mass_update_standard_attributes/",
                """{"ids":[19000001],"attribute":"nope","value":1}""",
                400,
                "ASSUMED"
            },
            {
                V1,
                "POST",
                "/attributes/",
                """{"name":"x","value_type":"nope","content_type":"clientuser"}""",
                400,
                "ASSUMED"
            },
            { V1, "POST", "/users/19000001/set_attribute/", """{"attribute":"plan","value":"x"}""", 200, "CODE" },
            { V1, "GET", "/users/search/?email__contains=@example.com", null, 200, "CODE" },
            { V1, "GET", "/users/?email__contains=@example.com", null, 200, "CODE" },
            { V2, "PUT", "/users/19000001/", """{"Plan":"x"}""", 200, "ASSUMED" },
            { V2, "PUT", "/users/19000001/", """{"plan":"x"}""", 200, "DOC" },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_IsKnownNoBetterThanTheFacts(
        string slug,
        string method,
        string path,
        string? body,
        int status,
        string evidence
    )
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.CallAsync(mock.Asked(slug), method, "/api/public" + path, body);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Header("X-Mock-Evidence").ShouldBe(evidence);
    }
}
