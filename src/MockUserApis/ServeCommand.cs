using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using MockUserApis.Kernel;
using MockUserApis.Postgres;

namespace MockUserApis;

/// <summary><c>serve</c>: starts the mock and runs until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var settings = new Settings();
        var command = new Command("serve", "Start the mock.");
        settings.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(settings.Read(parsed), settings.Store(parsed), settings.AddressesFile(parsed), stop));
        return command;
    }

    private static async Task<int> RunAsync(MockOptions options, string? storeUrl, string? addressesFile, CancellationToken stop)
    {
        if (storeUrl is not null && options.State is not null)
        {
            await Console.Error.WriteLineAsync("--state saves what a server has in memory; with --store postgres://… the state is in the database. Leave one of them out.");
            return CommandLine.WrongUsage;
        }

        try
        {
            using var store = storeUrl is null ? null : PostgresStore.Open(storeUrl);
            await using var app = MockHost.Build(options, store);
            var control = app.Services.GetRequiredService<ControlPlane>();
            if (options.State is { } state) StateFile.Load(state, control.Sandboxes, control.Vendors.All);
            await app.StartAsync(stop);
            if (addressesFile is not null) await AddressesFile.WriteAsync(addressesFile, control);
            StartupPrint.Write(Console.Out, control);
            await app.WaitForShutdownAsync(stop);
            if (options.State is { } saved) StateFile.Save(saved, control.Sandboxes, control.Vendors.All);
            return 0;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync($"{error.Message} Stop what listens there, or start with another --port (0: every port free-chosen).");
            return 1;
        }
        catch (StoreUnavailableException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return CommandLine.WrongUsage;
        }
    }
}
