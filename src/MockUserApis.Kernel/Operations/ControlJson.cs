using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Operations;

/// <summary>The control plane's JSON, generated at compile time: no reflection at start-up.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(IReadOnlyList<VendorView>))]
[JsonSerializable(typeof(IReadOnlyList<MisaddressedView>))]
[JsonSerializable(typeof(SandboxRequest))]
[JsonSerializable(typeof(SandboxCreated))]
[JsonSerializable(typeof(SandboxView))]
[JsonSerializable(typeof(IReadOnlyList<SandboxView>))]
[JsonSerializable(typeof(IReadOnlyList<CollectionView>))]
[JsonSerializable(typeof(LimitView))]
[JsonSerializable(typeof(LimitRequest))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(ClockRequest))]
[JsonSerializable(typeof(IReadOnlyList<RequestView>))]
[JsonSerializable(typeof(RequestView))]
[JsonSerializable(typeof(IReadOnlyList<SummaryView>))]
[JsonSerializable(typeof(SummaryView))]
[JsonSerializable(typeof(RulesView))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(FaultView))]
[JsonSerializable(typeof(IReadOnlyList<FaultView>))]
[JsonSerializable(typeof(AssertRequest))]
[JsonSerializable(typeof(AssertView))]
[JsonSerializable(typeof(CoverageView))]
[JsonSerializable(typeof(DiagnosisView))]
[JsonSerializable(typeof(PactStateRequest))]
[JsonSerializable(typeof(PactStateView))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>Escapes only what JSON demands: people read these answers.</summary>
    public static ControlJson Plain { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                RespectNullableAnnotations = true,
                Encoder = RawJson.Plain.Encoder,
                MaxDepth = 256,
            }
        );

    /// <summary>How a type is written, looked up when it is: to describe all costs a start 60 ms.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Plain.GetTypeInfo(typeof(T))!;
}
