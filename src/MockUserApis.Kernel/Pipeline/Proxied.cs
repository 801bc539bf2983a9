using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>The client takes the mock for a proxy, and wants this vendor. On a tunnel, of all its requests.</summary>
internal sealed record Proxied(Vendor Vendor);

/// <summary>A proxy's request that leads nowhere.</summary>
internal sealed record ProxyRefusal(int Status, string Title, string Detail);
