using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;

namespace MockUserApis;

/// <summary><c>coverage</c>: reads a running server's contract coverage; exits 1 below the minimum.</summary>
internal static class CoverageCommand
{
    public static Command Create()
    {
        var min = new Option<double>("--min")
        {
            Description = "The least share of the contract to have been exercised, in per cent.",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Percent,
        };
        var url = new Option<string>("--url")
        {
            Description = "The server's base address.",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var sandbox = new Option<string>("--sandbox")
        {
            Description = "The sandbox to read.",
            DefaultValueFactory = _ => "default",
        };
        var vendor = new Option<string?>("--vendor")
        {
            Description = "One vendor's slug, or one of its APIs; default: all together.",
        };
        var token = new ControlTokenOption();
        const string purpose = "Read a running server's contract coverage.";
        var command = new Command("coverage", purpose) { min, url, sandbox, vendor };
        token.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var one = parsed.GetValue(vendor) is { Length: > 0 } slug
                    ? $"?vendor={Uri.EscapeDataString(slug)}"
                    : "";
                var path = $"sandboxes/{Uri.EscapeDataString(parsed.GetValue(sandbox)!)}/coverage{one}";
                try
                {
                    using var mock = new ControlClient(
                        ControlClient.Address(parsed.GetValue(url)!),
                        token.Value(parsed)
                    );
                    return await RunAsync(mock, path, parsed.GetValue(min), stop);
                }
                catch (Exception error) when (error is UnreachableException or UsageException)
                {
                    await Console.Error.WriteLineAsync(error.Message);
                    return error is UsageException ? CommandLine.WrongUsage : 1;
                }
            }
        );
        return command;
    }

    private static double Percent(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100)
            return percent;
        result.AddError($"--min is \"{text}\". Give a number from 0 to 100, in per cent.");
        return 0;
    }

    private static async Task<int> RunAsync(ControlClient mock, string path, double min, CancellationToken stop)
    {
        using var document = JsonDocument.Parse((await mock.GetAsync(path, stop)).ToJsonString());
        var json = document.RootElement;
        var isOne =
            json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("vendors", out _)
            && json.TryGetProperty("total", out _);
        if (!isOne)
            throw mock.NotAMock(path, "answered JSON without a mock's coverage");
        foreach (var vendor in json.GetProperty("vendors").EnumerateArray())
        {
            var name = vendor.TryGetProperty("api", out var api) ? api : vendor.GetProperty("vendor");
            Print(name.GetString()!, vendor.GetProperty("score"));
        }

        var total = json.GetProperty("total");
        Print("total", total);
        var percent = total.GetProperty("percent").GetDouble();
        if (percent >= min)
            return 0;
        var sentence = string.Create(CultureInfo.InvariantCulture, $"{percent} % is below the {min} % asked for.");
        await Console.Error.WriteLineAsync(
            $"{sentence} {mock.Url(path)} says what is missing, in a browser as a page."
        );
        return 1;
    }

    private static void Print(string name, JsonElement score) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Terminal.Bold(name.PadRight(14))} {score.GetProperty("percent").GetDouble(), 5} %  "
                    + $"{score.GetProperty("seen")} of {score.GetProperty("all")}"
            )
        );
}
