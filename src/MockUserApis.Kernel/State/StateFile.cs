using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Files;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// The file of <c>--state</c>: every sandbox that has no ttl, loaded at start, saved at shutdown and on demand.
/// </summary>
public static class StateFile
{
    private static readonly SemaphoreSlim Gate = new(1);

    /// <summary>Does nothing when there is no file yet.</summary>
    /// <exception cref="OptionException">It cannot be read; it is left as it is.</exception>
    public static async ValueTask LoadAsync(string path, Sandboxes sandboxes, IReadOnlyList<Vendor> vendors)
    {
        // Better an error now than when there is something to lose.
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new OptionException(
                $"The state file {path} is in a folder that does not exist. Make it, or start with another --state."
            );
        }

        if (Directory.Exists(path))
        {
            throw new OptionException($"The state file {path} is a folder. Start with another --state.");
        }

        if (!File.Exists(path))
            return;
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path),
                new JsonDocumentOptions { MaxDepth = RawJson.MaxDepth }
            );
            foreach (var saved in document.RootElement.GetProperty("sandboxes").EnumerateArray())
            {
                await LoadAsync(saved, sandboxes, vendors);
            }
        }
        catch (Exception error)
            when (error
                    is JsonException
                        or SeedException
                        or FormatException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            throw new OptionException(
                $"The state file {path} cannot be read and was left as it is: {error.Message} "
                    + "Move it away, or start with another --state.",
                error
            );
        }
    }

    /// <summary>
    /// A crash leaves the previous file or the new one. Throws with a readable message when it cannot be written.
    /// </summary>
    public static async ValueTask SaveAsync(string path, Sandboxes sandboxes, IReadOnlyList<Vendor> vendors)
    {
        await Gate.WaitAsync();
        try
        {
            var kept = new List<(Sandbox Sandbox, Action<Utf8JsonWriter> Write)>();
            foreach (var sandbox in await sandboxes.AllAsync())
            {
                if (sandbox.Expires is null)
                    kept.Add((sandbox, await Snapshot.TakeAsync(sandbox, vendors)));
            }

            At(path).Write(file => Write(file, kept));
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>It holds whatever users a test made: for our eyes alone.</summary>
    public static OutputFile At(string path) => new(path, "--state", isPrivate: true);

    private static void Write(Stream file, List<(Sandbox Sandbox, Action<Utf8JsonWriter> Write)> kept)
    {
        using var json = new Utf8JsonWriter(file, RawJson.Plain);
        json.WriteStartObject();
        json.WriteStartArray("sandboxes");
        foreach (var (sandbox, write) in kept)
        {
            json.WriteStartObject();
            json.WriteString("name", sandbox.Name);
            json.WriteString("profile", sandbox.Profile.ToString());
            json.WriteBoolean("rateLimits", sandbox.Options.RateLimits);
            json.WritePropertyName("snapshot");
            write(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async ValueTask LoadAsync(JsonElement saved, Sandboxes sandboxes, IReadOnlyList<Vendor> vendors)
    {
        var name = saved.GetProperty("name").GetString()!;
        var snapshot = saved.GetProperty("snapshot");
        var options = new SandboxOptions(
            name,
            snapshot.GetProperty("seed").GetInt64(),
            snapshot.GetProperty("population").GetInt64(),
            Enum.Parse<Profile>(saved.GetProperty("profile").GetString()!),
            saved.GetProperty("rateLimits").GetBoolean()
        );
        var sandbox =
            name == Sandboxes.Default
                ? await sandboxes.DefaultAsync()
                : await sandboxes.CreateAsync(options, null)
                    ?? throw new SeedException($"Sandbox \"{name}\" is in it twice.");
        await Snapshot.ReadAsync(snapshot, sandbox, vendors);
    }
}
