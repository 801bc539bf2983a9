using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis;

/// <summary>
/// <c>health</c>: exits 0 when a server is ready, 1 when not. For containers, whose image has no curl and no shell.
/// </summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = "The server's base address; the default follows MOCK_USER_APIS_PORT.",
            DefaultValueFactory = _ => $"http://127.0.0.1:{Port()}",
        };
        var command = new Command("health", "Ask a running server whether it is ready.") { url };
        command.SetAction(
            async (parsed, stop) =>
            {
                try
                {
                    using var mock = new ControlClient(ControlClient.Address(parsed.GetValue(url)!), null);
                    return await RunAsync(mock, stop);
                }
                catch (Exception error) when (error is UnreachableException or UsageException)
                {
                    Terminal.Complain(error.Message);
                    return error is UsageException ? CommandLine.WrongUsage : 1;
                }
            }
        );
        return command;
    }

    // Kubernetes sets it to an address, for a service called mock-user-apis: then serve takes its default, too.
    private static int Port()
    {
        var variable = Environment.GetEnvironmentVariable(EnvironmentVariables.Of("--port"));
        return int.TryParse(variable, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 5080;
    }

    private static async Task<int> RunAsync(ControlClient mock, CancellationToken stop)
    {
        using var answer = await mock.SendAsync(HttpMethod.Get, "health", null, stop);
        var status =
            Status(await answer.Content.ReadAsStringAsync(stop))
            ?? throw mock.NotAMock("health", $"answered {(int)answer.StatusCode} without a mock's status");
        Console.WriteLine(status);
        return answer.IsSuccessStatusCode ? 0 : 1;
    }

    private static string? Status(string text)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?["status"] is JsonValue status ? status.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
