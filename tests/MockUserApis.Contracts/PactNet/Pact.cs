using System.Runtime.InteropServices;
using System.Text.Json;

namespace PactNet;

public sealed class PactConfig
{
    /// <summary>Where pact files are written.</summary>
    public string PactDir { get; set; } = "pacts";

    public JsonSerializerOptions DefaultJsonSettings { get; set; } = new();
}

public interface IPactV4
{
    IPactBuilderV4 WithHttpInteractions(int? port = null);
}

public interface IConsumerContext
{
    Uri MockServerUri { get; }
}

public interface IPactBuilderV4
{
    IRequestBuilderV4 UponReceiving(string description);

    Task VerifyAsync(Func<IConsumerContext, Task> interact);
}

public sealed class PactFailureException(string message) : Exception(message);

/// <summary>A contract between a consumer and a provider.</summary>
public sealed class Pact : IPactV4
{
    private readonly string consumer;
    private readonly string provider;
    private readonly PactConfig config;

    private Pact(string consumer, string provider, PactConfig config) =>
        (this.consumer, this.provider, this.config) = (consumer, provider, config);

    public static IPactV4 V4(string consumer, string provider, PactConfig config) =>
        new Pact(consumer, provider, config);

    public IPactBuilderV4 WithHttpInteractions(int? port = null) =>
        new Builder(consumer, provider, config, (ushort)(port ?? 0));

    private sealed class Builder : IPactBuilderV4
    {
        private readonly ushort pact;
        private readonly ushort wanted;
        private readonly PactConfig config;

        public Builder(string consumer, string provider, PactConfig config, ushort port)
        {
            (this.config, wanted) = (config, port);
            pact = Native.NewPact(consumer, provider);
            Native.WithSpecification(pact, Native.SpecificationV4);
        }

        public IRequestBuilderV4 UponReceiving(string description) =>
            new RequestBuilder(Native.NewInteraction(pact, description), config.DefaultJsonSettings);

        // The server answers as the interactions say and remembers what did not fit; the file is written only when all
        // did.
        public async Task VerifyAsync(Func<IConsumerContext, Task> interact)
        {
            var port = Native.CreateMockServer(pact, "127.0.0.1", wanted, "http", null);
            if (port <= 0)
                throw new InvalidOperationException($"Pact's mock server did not start ({port}).");
            try
            {
                Exception? thrown = null;
                try
                {
                    await interact(new Context(new Uri($"http://127.0.0.1:{port}")));
                }
                catch (Exception e) when (!Native.MockServerMatched(port))
                {
                    thrown = e;
                }

                if (!Native.MockServerMatched(port))
                    throw new PactFailureException(
                        $"The requests did not fit the pact: {Marshal.PtrToStringUTF8(Native.MockServerMismatches(port))} {thrown?.Message}"
                    );
                var written = Native.WritePactFile(pact, config.PactDir, overwrite: false);
                if (written != 0)
                    throw new PactFailureException(
                        $"The pact file was not written to {config.PactDir} ({written}; 2: no such folder or no right to write)."
                    );
            }
            finally
            {
                Native.CleanupMockServer(port);
                Native.FreePact(pact);
            }
        }
    }

    private sealed record Context(Uri MockServerUri) : IConsumerContext;
}
