using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Diagnoses;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// An API as a request file: the format <c>.http</c> that Visual Studio, JetBrains and VS Code's REST Client run.
/// </summary>
/// <param name="address">Where the vendor is, without a slash at its end.</param>
/// <param name="credential">The headers that open the sandbox, and those that ask for this API.</param>
internal sealed class RequestFile(Api api, string address, IReadOnlyList<KeyValuePair<string, string>> credential)
{
    private static readonly JsonSerializerOptions Indented = new(BodyRepair.Plain) { WriteIndented = true };

    private readonly StringBuilder text = new();

    /// <summary>Says whose operations follow, and with which addresses and credentials.</summary>
    public RequestFile Open(string sandbox)
    {
        var title = api.IsLater ? $"{api.Vendor.Title}, version {api.Contract.Version}" : api.Vendor.Title;
        Line($"# {title}: {api.Contract.Operations.Count} operations, in sandbox {sandbox} of this mock.");
        Line("# Its users change as requests are sent: reset the sandbox, and all of them work again.");
        Line();
        Line($"@address = {address}");
        for (var i = 0; i < credential.Count; i++)
            Line($"@{Variable(i)} = {credential[i].Value}");
        return this;
    }

    /// <param name="works">It was tried, on a copy of the sandbox's users.</param>
    public void Add(CorrectedRequest request, bool works)
    {
        var operation = request.Operation;
        Line();
        Line($"### {operation.Summary}");
        Line($"# {operation.Id}, {operation.Rule.Evidence}.{(works ? "" : NotAsItStands)}");
        Line($"# @name {operation.Id}");
        Line($"{request.Method} {{{{address}}}}{request.Path}{request.Query}");
        for (var i = 0; i < credential.Count; i++)
            Line($"{credential[i].Key}: {{{{{Variable(i)}}}}}");
        if (request.Body is not { } body)
            return;
        Line($"Content-Type: {request.MediaType}");
        Line();
        var isJson = request.MediaType == Operation.JsonType;
        Line(isJson ? JsonNode.Parse(body)!.ToJsonString(Indented) : body.TrimEnd('\n'));
    }

    public override string ToString() => text.ToString();

    private const string NotAsItStands = " As it stands the mock refuses it now: put in an id that exists.";

    private static string Variable(int header) =>
        header == 0 ? "credential" : "credential" + (header + 1).ToString(CultureInfo.InvariantCulture);

    private void Line(string line = "") => text.Append(line).Append('\n');
}
