using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>The batches of imports, to the control plane. The vendor has no operation that changes one.</summary>
internal sealed class Batches(VoltMxApi api) : Resource(api, VoltMx.Batches)
{
    private static readonly UpdateRules None = new() { Of = "batchinfo" };

    public override UpdateRules UpdateRules => None;

    public override string UpdateOperation => "importAudience";

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => Of(member);

    /// <summary>A batch on the wire.</summary>
    public static byte[] Of(Document member) => RawJson.Write(member, Write);

    // The operation's body is a file, and says nothing of these fields.
    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        if (Api.Contract.Component("BatchStatus").Properties[name] is not { } schema)
            return false;
        foreach (var finding in SchemaCheck.Request(schema, value))
            throw new SeedException($"{name} is {finding.Actual}. Send {finding.Expected}.");
        draft.Set(name, value);
        return true;
    }

    // A code goes with its text, unless the seed has one of its own.
    public override void Derive(JsonElement body, Draft draft, MergeContext context)
    {
        if (!body.TryGetProperty("uploadStatusCode", out var code) || body.TryGetProperty("statusMessage", out _))
            return;
        var generated = new Persona(context.Sandbox.Seed, $"{context.Vendor.Name}/{Recipe.Name}", context.Ordinal);
        if (Batch.Message(code.GetInt32(), BatchSeed.Count(generated)) is { } message)
            draft.Set("statusMessage", message);
    }

    private static void Write(Utf8JsonWriter json, Document member)
    {
        json.WriteStartObject();
        foreach (var field in member.Shape.Fields)
        {
            json.WritePropertyName(field);
            json.WriteRawValue(member[field], skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
