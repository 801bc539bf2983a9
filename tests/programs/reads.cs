// A client that uses HttpClient: it reads each address that it is given, and prints the status.
using System.Text.Json;

using var client = new HttpClient();
using var calls = JsonDocument.Parse(args[0]);
foreach (var call in calls.RootElement.EnumerateArray())
{
    using var request = new HttpRequestMessage(HttpMethod.Get, call.GetProperty("url").GetString());
    foreach (var header in call.GetProperty("headers").EnumerateObject())
        request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
    using var answer = await client.SendAsync(request);
    JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).Dispose();
    Console.WriteLine((int)answer.StatusCode);
}
