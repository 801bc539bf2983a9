using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace MockUserApis.Kernel.Knowledge;

/// <summary>
/// Finds classes and what they hold: the one place that looks around in an assembly. A program that is compiled ahead
/// of time has there what its project keeps on purpose, and not what only these lines would reach.
/// </summary>
internal static class Classes
{
    private const string Kept = "Native.props of the program keeps the assemblies of kernel and vendors whole.";

    private static readonly ConcurrentDictionary<Assembly, Type[]> Known = new();

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    public static IReadOnlyList<Type> Of(Assembly assembly) => Known.GetOrAdd(assembly, static a => a.GetTypes());

    /// <summary>Those that can be made, of one kind.</summary>
    public static IEnumerable<Type> Of<T>(Assembly assembly) =>
        Of(assembly).Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract);

    /// <summary>The public constructor that takes these; null: there is none.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Kept)]
    public static ConstructorInfo? Constructor(Type type, params Type[] takes) => type.GetConstructor(takes);

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Kept)]
    public static FieldInfo[] StaticFields(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
}
