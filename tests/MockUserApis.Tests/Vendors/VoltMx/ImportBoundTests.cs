using System.Text;

namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>An import for which the store has no room is taken back, row by row.</summary>
public sealed class ImportBoundTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(2)]
    public async Task File_ForWhichThereIsNoRoom_IsRefusedAndLeavesEverybodyAsItWas(int added)
    {
        await using var server = await Server.StartAsync(new MockOptions { MaxChangedUsers = 3 });
        var vendor = server.Vendor("volt-mx");
        var sandbox = await server.SandboxAsync("""{"population":1,"seed":1}""");
        var before = await sandbox.CallAsync(vendor, "GET", "/api/v1/audience");
        var email = before.Json.GetProperty("audience")[0].GetProperty("email");
        var file = new StringBuilder("email,first name,last name,country\n");
        file.Append($"{email},Changed,Member,Germany\n");
        for (var i = 0; i < added; i++)
            file.Append($"a{i}@example.com,A,B,Germany\n");

        var answer = await server
            .Wire(vendor)
            .SendAsync(
                "POST",
                "/api/v1/audience/import",
                [.. sandbox.Credential(vendor), new("Content-Type", "text/csv")],
                Encoding.UTF8.GetBytes(file.ToString())
            );

        answer.Status.ShouldBe(507, answer.Text);
        (await sandbox.CallAsync(vendor, "GET", "/api/v1/audience")).Text.ShouldBe(before.Text);
        (await sandbox.CallAsync(vendor, "GET", "/api/v1/batchinfo/status/2")).Status.ShouldBe(400);
    }
}
