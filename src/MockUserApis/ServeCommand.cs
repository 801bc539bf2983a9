using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using MockUserApis.Configuration;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Files;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.State;
using MockUserApis.Otel;
using MockUserApis.Postgres;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary><c>serve</c>: starts the mock and runs until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var settings = new ServeOptions();
        var command = new Command("serve", "Start the mock.");
        var log = new LogOption();
        var stdin = new StopWithStdinOption();
        settings.AddTo(command);
        log.AddTo(command);
        stdin.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
            {
                foreach (var sentence in EnvironmentVariables.Unknown(command))
                    Terminal.Complain(sentence);
                return RunAsync(
                    settings.Read(parsed),
                    settings.Config(parsed),
                    settings.Store(parsed),
                    settings.AddressesFile(parsed),
                    log.IsJson(parsed),
                    CancellationTokenSource.CreateLinkedTokenSource(stop, stdin.Watch(parsed)).Token
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        MockOptions options,
        ConfigFile? config,
        string? storeUrl,
        string? addressesFile,
        bool? logsJson,
        CancellationToken stop
    )
    {
        // The command line answers a signal that comes before it has this method's task with 143, at once.
        await Task.Yield();
        StartMemory.Hold();
        if (storeUrl is not null && options.State is not null)
        {
            Terminal.Complain(
                "--state saves what a server has in memory; with --store postgres://… the state is in "
                    + "the database. Leave one of them out."
            );
            return CommandLine.WrongUsage;
        }

        using var signals = new StopSignals();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, signals.Stop);
        try
        {
            var addresses = Files(options.State, addressesFile);
            using var store = storeUrl is null ? null : PostgresStore.Open(storeUrl);
            await using var telemetry = OtelExport.Start(hasDatabase: store is not null);
            var log = logsJson is { } isJson ? new RequestLog(isJson, Console.Out) : null;
            await using var app = MockHost.Build(options, store, log, config);
            var code = await ServeAsync(app, options, addresses, logsJson == true, either.Token);
            if (log is not null)
                await log.StopAsync();
            return code;
        }
        catch (Exception error) when (Descriptors.AreUsedUp(error))
        {
            Terminal.Complain(Descriptors.Sentence);
            return 1;
        }
        catch (OutputFileException error)
        {
            Terminal.Complain(error.Message);
            return CommandLine.WrongUsage;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            Terminal.Complain(
                $"--host {options.Host} is no address of this machine. Give one that it has, such as "
                    + "127.0.0.1, or 0.0.0.0 for all."
            );
            return CommandLine.WrongUsage;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied)
        {
            Terminal.Complain(
                $"This user may not listen on port {options.Port} or one of those behind it; below 1024 that takes "
                    + "root. Start with another --port, such as 5080 (0: the system chooses every port)."
            );
            return 1;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException or SocketException)
        {
            Terminal.Complain(
                $"{error.Message} Stop what listens there, or start with another --port "
                    + "(0: the system chooses every port)."
            );
            return 1;
        }
        catch (Exception error) when (error is StoreUnavailableException or VendorException)
        {
            Terminal.Complain(error.Message);
            return 1;
        }
        catch (ConfigException error)
        {
            Terminal.Complain(error.Message);
            return CommandLine.WrongUsage;
        }
        catch (OptionException error)
        {
            var said = config?.Placed(error.Message) ?? error.Message;
            Terminal.Complain(said + MeantVendor(options, error.Message));
            return CommandLine.WrongUsage;
        }
    }

    private static string MeantVendor(MockOptions options, string said)
    {
        var known = AllVendors.Known.Select(v => v.Slug).ToList();
        var wrong = options.Vendors.FirstOrDefault(v => !known.Contains(v));
        var isSaid = wrong is not null && said.Contains($"\"{wrong}\"", StringComparison.Ordinal);
        return isSaid ? Suggestion.For(wrong!, known) : "";
    }

    // Before anything listens: what cannot be written is said now, and not when there is something to lose.
    private static AddressesFile? Files(string? state, string? addresses)
    {
        var saved = state is null ? null : StateFile.At(state);
        saved?.Check(regular: true);
        if (addresses is null)
            return null;
        var file = new OutputFile(addresses, "--addresses-file", isPrivate: true);
        file.Check(regular: false);
        const string same = "--state and --addresses-file name one file. Name two.";
        if (saved?.Real == file.Real)
            throw new OutputFileException(same);
        return new AddressesFile(file);
    }

    private static async Task<int> ServeAsync(
        WebApplication app,
        MockOptions options,
        AddressesFile? addresses,
        bool outputIsJson,
        CancellationToken stop
    )
    {
        var control = app.Services.GetRequiredService<ControlPlane>();
        if (options.State is { } state)
            await StateFile.LoadAsync(state, control.Sandboxes, control.Vendors.All);
        addresses?.RemoveStale();
        await app.StartAsync(stop);
        try
        {
            if (addresses is not null)
                await addresses.WriteAsync(control, stop);
            await GreetAsync(control, outputIsJson ? Console.Error : Console.Out);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop while nobody read the pipe: what follows stops.
        }
        finally
        {
            StartMemory.Release();
        }

        await app.WaitForShutdownAsync(stop);
        addresses?.RemoveOwn();
        return options.State is not { } saved || await IsSavedAsync(saved, control) ? 0 : 1;
    }

    private static async ValueTask<bool> IsSavedAsync(string path, ControlPlane control)
    {
        try
        {
            await StateFile.SaveAsync(path, control.Sandboxes, control.Vendors.All);
            return true;
        }
        catch (OutputFileException error)
        {
            Terminal.Complain(error.Message);
            return false;
        }
    }

    private static async ValueTask GreetAsync(ControlPlane control, TextWriter output)
    {
        try
        {
            await StartupPrint.WriteAsync(output, control);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var goesOn = $"serving goes on at {control.Vendors.Root}.";
            Terminal.Complain($"The standard output takes nothing ({error.Message}): {goesOn}");
        }
    }
}
