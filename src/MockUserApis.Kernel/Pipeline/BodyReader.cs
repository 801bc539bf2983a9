using MockUserApis.Kernel.Apis;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Reads a request body into one buffer: the contract check, the merge and the journal all use those bytes.
/// </summary>
internal static class BodyReader
{
    /// <summary>False when the body is longer than <paramref name="limit"/>; then none of it is kept.</summary>
    public static async ValueTask<bool> ReadAsync(Exchange exchange, long limit, ArrivingBodies arriving)
    {
        var request = exchange.Http.Request;
        if (request.ContentLength > limit)
            return false;
        if (
            request.ContentLength == 0
            || (
                request.ContentLength is null
                && !request.Headers.ContainsKey("Transfer-Encoding")
                && request.Protocol == "HTTP/1.1"
            )
        )
            return true;
        var reader = request.BodyReader;
        long counted = 0;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(exchange.Http.RequestAborted);
                if (read.Buffer.Length > limit)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return false;
                }

                if (read.IsCompleted)
                {
                    exchange.Take(read.Buffer);
                    reader.AdvanceTo(read.Buffer.End);
                    return true;
                }

                var come = read.Buffer.Length;
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                arriving.Count(come, ref counted);
            }
        }
        finally
        {
            if (counted > 0)
                arriving.Give(counted);
        }
    }
}
