using System.Collections.Frozen;
using System.Reflection;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// Which controller carries out each operation of an API's spec. MVC only describes the controllers, where a host wants
/// documents of them.
/// </summary>
internal sealed class ActionTable
{
    private readonly FrozenDictionary<Operation, ConstructorInvoker> controllers;

    /// <exception cref="VendorException">One is carried out by none.</exception>
    public ActionTable(Api api)
    {
        var found = new Dictionary<Operation, ConstructorInvoker>();
        foreach (var controller in api.Controllers)
        {
            var make = ConstructorInvoker.Create(
                Classes.Constructor(controller)
                    ?? throw new VendorException($"{controller.Name} needs a constructor without parameters.")
            );
            foreach (var operation in ((MockController)make.Invoke()).Operations())
                found[api.Contract[operation]] = make;
        }

        var idle = api.Contract.Operations.Where(o => !found.ContainsKey(o)).Select(o => o.Id).ToList();
        if (idle.Count > 0)
        {
            throw new VendorException(
                $"{api.Vendor.Name}: no controller of {api.Spec} carries out {string.Join(", ", idle)}."
            );
        }

        controllers = found.ToFrozenDictionary();
    }

    /// <summary>A new one, for one exchange.</summary>
    public MockController Controller(Operation operation) => (MockController)controllers[operation].Invoke();
}
