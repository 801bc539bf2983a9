using System.Reflection;
using System.Runtime.CompilerServices;
using MockUserApis.Postgres;

namespace MockUserApis.Tests.Architecture;

/// <summary>What a store is made of: abstract classes, each with a son in memory and one in PostgreSQL.</summary>
public sealed class StoreSeamTests
{
    private const BindingFlags Own =
        BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly
        | BindingFlags.Public
        | BindingFlags.NonPublic;

    private static readonly string[] Blocking =
    [
        ".Result;",
        ".Result)",
        ".GetAwaiter().GetResult()",
        ".Wait()",
        "SetMinThreads",
        "ToBlockingEnumerable",
    ];

    private static readonly string Postgres = Path.GetFullPath(
        Path.Combine(Here(), "..", "..", "..", "src", "MockUserApis.Postgres")
    );

    private static readonly Type[] Seams =
    [
        typeof(Sandboxes),
        typeof(Sandbox),
        typeof(Collection),
        typeof(Journal),
        typeof(FaultPlan),
        typeof(RateLimiter),
        typeof(SandboxClock),
        typeof(Coverage),
        typeof(References),
        typeof(PactUndo),
    ];

    private static readonly Type[] All =
    [
        .. typeof(Sandbox).Assembly.GetTypes(),
        .. typeof(PostgresStore).Assembly.GetTypes(),
    ];

    [Fact]
    public void Seams_OfTheStore_HaveASonInEachStore()
    {
        foreach (var seam in Seams)
        {
            seam.IsAbstract.ShouldBeTrue(seam.Name);
            var sons = All.Where(t => t.BaseType == seam).ToList();
            sons.ShouldContain(t => t.Name.StartsWith("Memory", StringComparison.Ordinal), seam.Name);
            sons.ShouldContain(t => t.Name.StartsWith("Postgres", StringComparison.Ordinal), seam.Name);
            sons.ShouldAllBe(t => t.IsSealed, seam.Name);
        }
    }

    /// <summary>What is asked without waiting is what a sandbox was made with, or its row has told already.</summary>
    [Fact]
    public void Calls_OfTheSharedStore_AreAwaited() =>
        Directory
            .EnumerateFiles(Postgres, "*.cs")
            .Where(f => Blocking.Any(File.ReadAllText(f).Contains))
            .Select(Path.GetFileName)
            .ShouldBeEmpty();

    [Fact]
    public void Sons_OfTheStore_InheritNoStateOfEachOther()
    {
        var memory = typeof(MemorySandboxes).Namespace;
        All.Where(t => t.BaseType is { DeclaringType: null } father && father.Namespace == memory)
            .Select(t => t.Name)
            .ShouldBeEmpty();
        Seams
            .Where(s => s != typeof(Sandbox) && s != typeof(Collection))
            .SelectMany(s => s.GetFields(Own).Where(f => !f.IsLiteral))
            .Select(f => $"{f.DeclaringType!.Name}.{f.Name}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Fields_OfTheSharedStore_AreNoThreads() =>
        typeof(PostgresStore)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetFields(Own))
            .Where(f => f.GetCustomAttribute<ThreadStaticAttribute>() is not null || IsThreadLocal(f.FieldType))
            .Select(f => $"{f.DeclaringType!.Name}.{f.Name}")
            .ShouldBeEmpty();

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static bool IsThreadLocal(Type type) =>
        type.IsGenericType
        && (
            type.GetGenericTypeDefinition() == typeof(ThreadLocal<>)
            || type.GetGenericTypeDefinition() == typeof(AsyncLocal<>)
        );
}
