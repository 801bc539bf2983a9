using System.Reflection;

namespace MockUserApis.Kernel.Knowledge;

/// <summary>
/// Reads the rules that classes hold in static fields: a rule that is written down is in the ledger, and no list is
/// kept beside it.
/// </summary>
public static class Ledger
{
    /// <summary>Those of an assembly's classes in one of the namespaces. Runs the fields' initialisers.</summary>
    public static IEnumerable<Rule> Of(Assembly assembly, params IReadOnlyList<string?> namespaces) =>
        Read(Classes.Of(assembly).Where(t => namespaces.Contains(t.Namespace)));

    /// <summary>Those of all its classes.</summary>
    public static IEnumerable<Rule> Of(Assembly assembly) => Read(Classes.Of(assembly));

    // A field of an open generic class has no value.
    private static IEnumerable<Rule> Read(IEnumerable<Type> types) =>
        types
            .Where(t => t is { ContainsGenericParameters: false, IsEnum: false, IsInterface: false })
            .SelectMany(Classes.StaticFields)
            .Where(f => HoldsRules(f.FieldType))
            .SelectMany(f => RulesOf(f.GetValue(null)));

    private static bool HoldsRules(Type type) =>
        type.IsAssignableTo(typeof(Rule))
        || type.IsAssignableTo(typeof(IEnumerable<Rule>))
        || type.IsAssignableTo(typeof(IHasRules))
        || type.IsAssignableTo(typeof(IEnumerable<IHasRules>));

    private static IEnumerable<Rule> RulesOf(object? value) =>
        value switch
        {
            Rule rule => [rule],
            IEnumerable<Rule> rules => rules,
            IHasRules one => one.Rules,
            IEnumerable<IHasRules> several => several.SelectMany(s => s.Rules),
            _ => [],
        };
}
