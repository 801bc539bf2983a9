using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MockUserApis.Aspire;

// What the dashboard, the Aspire command line and tests can do to the default sandbox.
internal static class MockCommands
{
    private static readonly string[] Kinds =
    [
        "status",
        "latency",
        "reset",
        "truncate",
        "malformed",
        "drip",
        "commit-then-reset",
    ];

    public static IResourceBuilder<MockUserApisResource> WithSandboxCommands(
        this IResourceBuilder<MockUserApisResource> builder
    )
    {
        var mock = builder.Resource;
        return builder
            .WithCommand(
                "reset",
                "Reset",
                c => PostAsync(mock, "reset", null, "The default sandbox is as it began.", c),
                Options("ArrowReset", "Back to the population; clock, faults, limits and journal too.")
            )
            .WithCommand(
                "freeze-clock",
                "Freeze clock",
                c => PostAsync(mock, "clock", """{"freeze":true}""", "The clock stands still.", c),
                Options("Pause", "The default sandbox's time stands still.")
            )
            .WithCommand(
                "resume-clock",
                "Resume clock",
                c => PostAsync(mock, "clock", """{"freeze":false}""", "The clock runs.", c),
                Options("Play", "The default sandbox's time runs on.")
            );
    }

    public static IResourceBuilder<MockVendorResource> WithFaultCommands(
        this IResourceBuilder<MockVendorResource> builder
    )
    {
        var arm = Options("Flash", "The next requests to this vendor go wrong.");
        arm.Arguments =
        [
            new()
            {
                Name = "kind",
                InputType = InputType.Choice,
                Options = [.. Kinds.Select(k => KeyValuePair.Create(k, k))],
                Value = Kinds[0],
            },
            Number("status", "Status, for the kind status", "503"),
            Number("times", "How many times it acts", "1"),
            new()
            {
                Name = "delay",
                Label = "Delay, for latency and drip",
                InputType = InputType.Text,
                Placeholder = "PT2S",
            },
        ];
        return builder
            .WithCommand("arm-fault", "Arm a fault", c => ArmAsync(builder.Resource, c), arm)
            .WithCommand(
                "disarm-faults",
                "Disarm all faults",
                c =>
                    ControlCall.SendAsync(
                        builder.Resource.Parent,
                        HttpMethod.Delete,
                        "faults",
                        null,
                        "No fault is armed in the default sandbox.",
                        c.CancellationToken
                    ),
                Options("FlashOff", "Of every vendor in the default sandbox.")
            );
    }

    private static Task<ExecuteCommandResult> ArmAsync(MockVendorResource vendor, ExecuteCommandContext context)
    {
        var given = context.Arguments;
        var kind = Text(given, "kind") ?? Kinds[0];
        var fault = new JsonObject { ["vendor"] = vendor.Slug, ["kind"] = kind };
        if (kind == Kinds[0])
            fault["status"] = Whole(given, "status") ?? 503;
        if (Whole(given, "times") is { } times)
            fault["times"] = times;
        if (Text(given, "delay") is { } delay)
            fault["delay"] = delay;
        var done = $"A fault of kind {kind} is armed for {vendor.Vendor.Title}.";
        return PostAsync(vendor.Parent, "faults", fault.ToJsonString(), done, context);
    }

    private static Task<ExecuteCommandResult> PostAsync(
        MockUserApisResource mock,
        string path,
        string? body,
        string done,
        ExecuteCommandContext context
    ) => ControlCall.SendAsync(mock, HttpMethod.Post, path, body, done, context.CancellationToken);

    private static CommandOptions Options(string icon, string description) =>
        new()
        {
            IconName = icon,
            Description = description,
            UpdateState = context =>
                context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Disabled,
        };

    private static InteractionInput Number(string name, string label, string value) =>
        new()
        {
            Name = name,
            Label = label,
            InputType = InputType.Number,
            Value = value,
        };

    private static string? Text(InteractionInputCollection given, string name) =>
        given.TryGetByName(name, out var input) && input.Value is { Length: > 0 } text ? text : null;

    // What is no whole number is sent as it is: the control plane says what it takes.
    private static JsonNode? Whole(InteractionInputCollection given, string name) =>
        Text(given, name) is { } text
            ? int.TryParse(text, CultureInfo.InvariantCulture, out var number)
                ? number
                : text
            : null;
}
