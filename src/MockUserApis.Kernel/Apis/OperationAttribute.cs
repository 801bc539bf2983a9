namespace MockUserApis.Kernel.Apis;

/// <summary>Ties a generated action to its operation in the spec.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string id) : Attribute
{
    public string Id => id;
}
