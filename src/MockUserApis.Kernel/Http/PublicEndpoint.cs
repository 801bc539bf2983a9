using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel.Http;

/// <summary>Marks an endpoint that needs no token, on purpose: its answer tells a stranger nothing.</summary>
internal sealed class PublicEndpoint
{
    public static PublicEndpoint Mark { get; } = new();

    /// <summary>The request's endpoint is marked. A request for more than everybody may know needs the token.</summary>
    public static bool Covers(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<PublicEndpoint>() is not null
        && !http.Request.Query.ContainsKey("verbose");
}
