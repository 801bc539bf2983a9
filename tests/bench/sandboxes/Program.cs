// What a sandbox costs: made, used once and dropped, N times, against the built program. Prints server CPU a sandbox,
// and resident memory before, with N live sandboxes, and after 2N more were made and dropped one by one.
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var addresses = Path.Combine(Path.GetTempPath(), $"addresses-{Environment.ProcessId}.json");
using var server = Process.Start(
    new ProcessStartInfo(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "mock-user-apis.dll"),
            "serve",
            "--port",
            "0",
            "--addresses-file",
            addresses,
        ]
    )
    {
        RedirectStandardOutput = true,
    }
)!;
try
{
    // It prints once it serves, after writing the file.
    await server.StandardOutput.ReadLineAsync();
    var first = JsonDocument.Parse(await File.ReadAllBytesAsync(addresses)).RootElement[0];
    var url = first.GetProperty("url").GetString()!;
    var prefix = new Uri(first.GetProperty("prefixUrl").GetString()!);
    using var control = new HttpClient(new SocketsHttpHandler { UseProxy = false });
    control.BaseAddress = new Uri(prefix.GetLeftPart(UriPartial.Authority));
    await RoundAsync(control, url, 500, keep: false);
    var (before, cpu) = (Resident(server), server.TotalProcessorTime);
    await RoundAsync(control, url, count, keep: true);
    var full = Resident(server);
    foreach (var name in Names(count))
        (await control.DeleteAsync(new Uri($"/_mock/sandboxes/{name}", UriKind.Relative))).EnsureSuccessStatusCode();
    server.Refresh();
    var spent = server.TotalProcessorTime - cpu;
    // What was dropped is garbage until the collector needs the room: the same again shows whether it can be had back.
    for (var again = 0; again < 2; again++)
        await RoundAsync(control, url, count, keep: false);
    Console.WriteLine($"sandboxes made, used once and dropped: {count}");
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"server CPU a sandbox (create, one write, drop): {spent.TotalMilliseconds / count:0.000} ms"
        )
    );
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"resident memory: {before / 1024} MB before, {full / 1024} MB with all alive ({(full - before) / (double)count:0.0} KB each), {Resident(server) / 1024} MB after {2 * count} more, made and dropped one by one"
        )
    );
}
finally
{
    server.Kill();
    File.Delete(addresses);
}

static IEnumerable<string> Names(int count) => Enumerable.Range(1, count).Select(i => $"b{i}");

static async Task RoundAsync(HttpClient control, string url, int count, bool keep)
{
    foreach (var name in Names(count))
    {
        using var made = await control.PostAsJsonAsync("/_mock/sandboxes", new { name });
        var json = await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{url}/v1/users/user-000001"))
        {
            Content = JsonContent.Create(
                new
                {
                    identifyId = "user-000001",
                    propertyKeys = new[] { "AP-1" },
                    score = 1,
                }
            ),
        };
        foreach (
            var header in json.GetProperty("credentials")
                .EnumerateObject()
                .First()
                .Value.GetProperty("headers")
                .EnumerateObject()
        )
            request.Headers.Add(header.Name, header.Value.GetString());
        (await control.SendAsync(request)).EnsureSuccessStatusCode();
        if (!keep)
            (
                await control.DeleteAsync(new Uri($"/_mock/sandboxes/{name}", UriKind.Relative))
            ).EnsureSuccessStatusCode();
    }
}

static long Resident(Process process) =>
    long.Parse(
        File.ReadLines($"/proc/{process.Id}/status")
            .First(l => l.StartsWith("VmRSS", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture
    );
