using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.State;

namespace MockUserApis.Testing;

/// <summary>What a test sees of a sandbox: its vendors, its clock, what it received.</summary>
public abstract partial class MockScope
{
    private readonly Dictionary<string, MockVendor> vendors = new(StringComparer.OrdinalIgnoreCase);

    private protected MockScope(ControlPlane control, Sandbox sandbox, Func<HttpMessageHandler> handlers)
    {
        (Control, Inside, Handlers) = (control, sandbox, handlers);
        Clock = new MockClock(sandbox.Clock);
        Vendors = [.. control.Vendors.All.Select(v => new MockVendor(this, v))];
        foreach (var vendor in Vendors)
            vendors[vendor.Slug] = vendors[vendor.Name] = vendor;
    }

    /// <summary>The sandbox's name.</summary>
    public string Name => Inside.Name;

    /// <summary>The vendors that the mock serves, in the order of their ports.</summary>
    public IReadOnlyList<MockVendor> Vendors { get; }

    /// <summary>The sandbox's time: rate limits, stamps and delays follow it.</summary>
    public MockClock Clock { get; }

    /// <summary>What every vendor of the sandbox has received so far, oldest first.</summary>
    public MockRequests Requests => MockRequests.Of(this, vendor: null);

    /// <summary>A vendor by name (<c>TwoWords</c>) or slug (<c>two-words</c>).</summary>
    /// <exception cref="MockRefusedException">It serves no such vendor.</exception>
    public MockVendor this[string vendor] =>
        vendors.TryGetValue(vendor, out var found)
            ? found
            : throw new MockRefusedException(
                $"This mock serves no vendor \"{vendor}\". It serves: "
                    + $"{string.Join(", ", Vendors.Select(v => v.Slug))}."
            );

    /// <summary>Back to the population; clock, faults, limits and journal too.</summary>
    public void Reset() => Inside.ResetAsync().Now();

    internal ControlPlane Control { get; }

    internal Sandbox Inside { get; }

    internal Func<HttpMessageHandler> Handlers { get; }
}
