using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MockUserApis.Aspire.Tests;

/// <summary>An app host that runs: what a service gets by its reference, and what the dashboard can do.</summary>
public sealed class AppHostTests(RunningAppHost host)
{
    [Fact]
    public async Task Service_ThatRefersToVendors_CallsThemByWhatItWasGiven()
    {
        using var service = host.Service();

        (await PostAsync(service, "promote/ada")).ShouldBe("204");
        (await service.GetStringAsync(new Uri("audience/1", UriKind.Relative))).ShouldBe("200");

        using var mock = host.Mock();
        const string user = "_mock/sandboxes/default/users/gainsight-px/ada";
        var ada = await mock.GetFromJsonAsync<JsonElement>(new Uri(user, UriKind.Relative));
        ada.GetProperty("title").GetString().ShouldBe("CEO");
        ada.GetProperty("firstName").GetString().ShouldBe("Ada", "of the configuration");
    }

    [Fact]
    public async Task Commands_OfTheMockAndAVendor_ChangeTheDefaultSandbox()
    {
        // A reset takes what the other tests read.
        await using var host = new RunningAppHost();
        await host.InitializeAsync();
        var mock = host.Resource<MockUserApisResource>("vendors");
        var vendor = host.Resource<MockVendorResource>("vendors-foldspace");
        var inputs = new InteractionInputCollection([
            Input("kind", "status"),
            Input("status", "502"),
            Input("times", "2"),
        ]);

        await DoneAsync(host, vendor, "arm-fault", inputs);
        (await ControlAsync(host, "faults"))[0].GetProperty("status").GetInt32().ShouldBe(502);
        await DoneAsync(host, vendor, "disarm-faults");
        (await ControlAsync(host, "faults")).GetArrayLength().ShouldBe(0);
        await DoneAsync(host, mock, "freeze-clock");
        (await ControlAsync(host, "clock")).GetProperty("frozen").GetBoolean().ShouldBeTrue();
        await DoneAsync(host, mock, "resume-clock");
        (await ControlAsync(host, "clock")).GetProperty("frozen").GetBoolean().ShouldBeFalse();
        await DoneAsync(host, mock, "freeze-clock");
        await DoneAsync(host, mock, "reset");
        (await ControlAsync(host, "clock")).GetProperty("frozen").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Command_ThatTheMockRefuses_SaysWhatItSaid()
    {
        var vendor = host.Resource<MockVendorResource>("vendors-foldspace");
        var inputs = new InteractionInputCollection([Input("kind", "latency")]);

        var failed = await host.Commands.ExecuteCommandAsync(vendor, "arm-fault", inputs);

        failed.Success.ShouldBeFalse();
        failed.Message.ShouldNotBeNull().ShouldContain("A fault of kind latency needs delay");
    }

    [Fact]
    public async Task Mock_OnTheDashboard_IsHealthyAndLeadsToThePages()
    {
        var mock = await host.StateAsync("vendors", IsHealthy);

        var pages = mock.Urls.Single(u => u.Name == "http");
        pages.DisplayProperties.DisplayName.ShouldBe("Pages");
        pages.Url.ShouldEndWith("/_mock/");
        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri(pages.Url))).ShouldContain("<html");
        mock.Commands.Select(c => c.Name).ShouldContain("reset");
        var vendor = await host.StateAsync("vendors-volt-mx", RunningAppHost.IsRunning);
        vendor.Commands.Select(c => c.Name).ShouldContain("arm-fault");
    }

    [Fact]
    public async Task Mock_InAnAppHost_IsToldWhereTelemetryGoes()
    {
        var mock = await host.StateAsync("vendors", IsHealthy);

        var names = mock.EnvironmentVariables.Where(v => v.IsFromSpec).Select(v => v.Name).ToList();

        names.ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT");
        names.ShouldContain("OTEL_SERVICE_NAME");
    }

    private static bool IsHealthy(CustomResourceSnapshot state) => state.HealthStatus == HealthStatus.Healthy;

    private static async Task DoneAsync(
        RunningAppHost host,
        IResource resource,
        string command,
        InteractionInputCollection? inputs = null
    )
    {
        var done = inputs is null
            ? await host.Commands.ExecuteCommandAsync(resource, command)
            : await host.Commands.ExecuteCommandAsync(resource, command, inputs);
        done.Success.ShouldBeTrue(done.Message);
    }

    private static async Task<JsonElement> ControlAsync(RunningAppHost host, string path)
    {
        using var mock = host.Mock();
        return await mock.GetFromJsonAsync<JsonElement>(new Uri($"_mock/sandboxes/default/{path}", UriKind.Relative));
    }

    private static async Task<string> PostAsync(HttpClient client, string path)
    {
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), null);
        return await answer.Content.ReadAsStringAsync();
    }

    private static InteractionInput Input(string name, string value) =>
        new()
        {
            Name = name,
            InputType = InputType.Text,
            Value = value,
        };
}
