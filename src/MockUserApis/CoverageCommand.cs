using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MockUserApis;

/// <summary><c>coverage</c>: reads a running server's contract coverage; exits 1 below the minimum.</summary>
internal static class CoverageCommand
{
    public static Command Create()
    {
        var min = new Option<double>("--min") { Description = "The least share of the contract to have been exercised, in per cent." };
        var url = new Option<string>("--url") { Description = "The server's base address.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var sandbox = new Option<string>("--sandbox") { Description = "The sandbox to read.", DefaultValueFactory = _ => "default" };
        var vendor = new Option<string?>("--vendor") { Description = "One vendor's slug; default: all together." };
        var token = new ControlTokenOption();
        const string described = "Read a running server's contract coverage.";
        var command = new Command("coverage", described) { min, url, sandbox, vendor };
        token.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(
            $"{parsed.GetValue(url)!.TrimEnd('/')}/_mock/sandboxes/{Uri.EscapeDataString(parsed.GetValue(sandbox)!)}/coverage?vendor={Uri.EscapeDataString(parsed.GetValue(vendor) ?? "")}",
            token.Value(parsed), parsed.GetValue(min), stop));
        return command;
    }

    private static async Task<int> RunAsync(string url, string? token, double min, CancellationToken stop)
    {
        using var client = new HttpClient();
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        JsonElement json;
        try
        {
            using var response = await client.GetAsync(new Uri(url), stop);
            json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(stop)).RootElement;
            if (!response.IsSuccessStatusCode) return await FailAsync(json.TryGetProperty("detail", out var detail) ? detail.GetString()! : $"{url} answered {(int)response.StatusCode}.");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or UriFormatException)
        {
            return await FailAsync($"{url} is not a running mock: {error.Message} Start one with \"mock-user-apis serve\", or name it with --url.");
        }

        foreach (var vendor in json.GetProperty("vendors").EnumerateArray()) Print(vendor.GetProperty("vendor").GetString()!, vendor.GetProperty("score"));
        var total = json.GetProperty("total");
        Print("total", total);
        var percent = total.GetProperty("percent").GetDouble();
        if (percent >= min) return 0;
        return await FailAsync(string.Create(CultureInfo.InvariantCulture, $"{percent} % is below the {min} % asked for. {url} says what is missing (in a browser as a page)."));
    }

    private static void Print(string name, JsonElement score) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Terminal.Bold(name.PadRight(14))} {score.GetProperty("percent").GetDouble(),5} %  {score.GetProperty("seen")} of {score.GetProperty("all")}"));

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
