using MockUserApis.Kernel.Operations;

namespace MockUserApis.Kernel.Http;

/// <summary>Every route of the control plane, in the order of the OpenAPI document.</summary>
internal sealed class RouteTable(ControlOperations operations, ControlPlane control)
{
    private readonly RouteHandlers handlers = new(operations, control);
    private readonly StreamEndpoint stream = new(control.Listeners);

    public IEnumerable<ControlRoute> All =>
        [
            .. ServerRoutes.All(operations, handlers, control.Misaddressed),
            .. SandboxRoutes.All(operations),
            .. MemberRoutes.All,
            .. ConditionRoutes.All(operations),
            .. JournalRoutes.All(handlers, stream),
            .. SnapshotRoutes.All(operations, handlers),
        ];
}
