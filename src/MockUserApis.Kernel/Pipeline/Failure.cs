using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>What an exception is that comes out of a request to a vendor.</summary>
internal enum Failure : byte
{
    /// <summary>The client is gone.</summary>
    ClientLeft,

    /// <summary>The web server's own refusal, of a body that comes too slowly for example.</summary>
    TurnedAway,

    /// <summary>The body did not arrive as its headers announce.</summary>
    BrokenBody,

    /// <summary>A bound of the mock is reached.</summary>
    OutOfRoom,

    /// <summary>Not for the pipeline: the store is away, or what it holds is damaged.</summary>
    PassedOn,

    /// <summary>A defect of the mock.</summary>
    Defect,
}

/// <summary>Tells failures by their exceptions; the first that fits.</summary>
internal static class Failures
{
    public static Failure Of(Exception error, Exchange exchange) =>
        error switch
        {
            _ when IsGone(error, exchange) => Failure.ClientLeft,
            BadHttpRequestException { StatusCode: not StatusCodes.Status400BadRequest } => Failure.TurnedAway,
            BadHttpRequestException or IOException => Failure.BrokenBody,
            StoreFullException => Failure.OutOfRoom,
            OperationCanceledException or StoreUnavailableException or DamagedStateException => Failure.PassedOn,
            _ => Failure.Defect,
        };

    // A fault that ends the connection itself is no client that left.
    public static bool IsGone(Exception error, Exchange exchange) =>
        error switch
        {
            ConnectionResetException => true,
            BadHttpRequestException or CutShortException => false,
            OperationCanceledException or IOException => exchange.Http.RequestAborted.IsCancellationRequested,
            _ => false,
        };
}
