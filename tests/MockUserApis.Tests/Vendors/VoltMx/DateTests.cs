using System.Text.Json;

namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>The spec's pattern of a date says what is stored, no more and no less.</summary>
public sealed class DateTests(MockFixture mock)
{
    private static readonly string[] Days =
    [
        "01/01/2017",
        "12/31/9999",
        "01/01/0001",
        "01/01/0000",
        "02/28/2017",
        "02/29/2017",
        "02/29/2016",
        "02/29/1900",
        "02/29/2000",
        "02/29/0004",
        "02/29/0000",
        "02/30/2016",
        "04/30/2017",
        "04/31/2017",
        "11/31/2017",
        "13/01/2017",
        "00/10/2017",
        "10/00/2017",
        "10/32/2017",
        "1/1/2017",
        "2017-01-01",
        "01-01-2017",
        "01/01/17",
        " 01/01/2017",
        "",
    ];

    private static readonly string[] Times =
    [
        "",
        " 12:08:59 PM",
        " 12:08:59 AM",
        " 01:00:00 am",
        " 00:08:59 AM",
        " 00:08:59 PM",
        " 13:08:59 PM",
        " 12:60:59 PM",
        " 12:08:60 PM",
        " 12:08:59",
        " 12:08 PM",
        " 12:08:59 PM UTC",
        " 12:08:59 PM GMT",
        " 12:08:59 PM UTC ",
        " 12:08:59  PM",
        " UTC",
    ];

    [Fact]
    public async Task Date_ThatTheSpecLetsThrough_IsStoredAndNoOther()
    {
        var vendor = mock.Vendor("volt-mx");
        var schema = vendor.Api.Contract.Component("AudienceWrite").Properties["lastActiveDate"]!;
        var sandbox = await mock.SandboxAsync();
        var taken = 0;
        foreach (var text in Days.SelectMany(day => Times.Select(time => day + time)))
        {
            var value = JsonSerializer.Serialize(text);
            var fits = SchemaCheck.Request(schema, JsonDocument.Parse(value).RootElement).Count == 0;
            var answer = await sandbox.MockAsync("PATCH", "/users/volt-mx/1", $$"""{"createdDateStr":{{value}}}""");
            answer.Status.ShouldBe(fits ? 200 : 400, text);
            taken += fits ? 1 : 0;
        }

        taken.ShouldBe(57);
    }
}
