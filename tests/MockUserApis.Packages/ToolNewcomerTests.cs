using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace MockUserApis.Packages;

/// <summary>The tool as somebody installs it who has only the package.</summary>
public sealed class ToolNewcomerTests(Feed feed)
{
    [Fact]
    public async Task Tool_Installed_TellsItsVersionAndServes()
    {
        using var newcomer = new Newcomer(feed);
        string[] install = ["tool", "install", "mock-user-apis", "--version", feed.Version, "--tool-path", "tools"];
        await newcomer.DotNetAsync(install);
        var program = Path.Combine(newcomer.Folder, "tools", "mock-user-apis");

        (await newcomer.ProgramAsync(program, "--version")).ShouldStartWith("0.1.0");
        var addresses = Path.Combine(newcomer.Folder, "addresses.json");
        (await ServedAsync(program, addresses)).ShouldBe(200);
    }

    [Fact]
    public void Tool_OnALaterRuntime_RollsForward()
    {
        using var package = ZipFile.OpenRead(feed.File("mock-user-apis"));
        var file = package.Entries.Single(e => e.Name == "mock-user-apis.runtimeconfig.json");
        using var stream = file.Open();
        using var json = JsonDocument.Parse(stream);

        json.RootElement.GetProperty("runtimeOptions").GetProperty("rollForward").GetString().ShouldBe("Major");
    }

    /// <summary>The status of a vendor's read, once the tool has written where it listens.</summary>
    private static async Task<int> ServedAsync(string program, string addresses)
    {
        var start = new ProcessStartInfo(program, ["serve", "--port", "0", "--addresses-file", addresses])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            // The last line of the start print: it is up, and the file is there.
            string? line;
            do
            {
                line = await process.StandardOutput.ReadLineAsync();
            } while (line is not null && !File.Exists(addresses));

            line.ShouldNotBeNull("The tool ended before it was up.");
            return await ReadAsync(await File.ReadAllTextAsync(addresses));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<int> ReadAsync(string addresses)
    {
        using var json = JsonDocument.Parse(addresses);
        var vendor = json.RootElement.EnumerateArray().Single(v => v.GetProperty("slug").GetString() == "gainsight-px");
        using var http = new HttpClient();
        var address = vendor.GetProperty("url").GetString() + "/v1/users/user-000001";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var header in vendor.GetProperty("credential").GetProperty("headers").EnumerateObject())
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        }

        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
