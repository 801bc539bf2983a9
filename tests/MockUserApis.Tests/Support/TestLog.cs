using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

namespace MockUserApis.Tests.Support;

/// <summary>
/// What a test asked of the control plane and which commands it ran, so that it need not be believed.
/// </summary>
internal static class TestLog
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Lines = new();

    public static void Open(IXunitTest test) => Lines[test.UniqueID] = new ConcurrentQueue<string>();

    /// <summary>Only of tests that say what they hold.</summary>
    public static void Note(string line)
    {
        var id = TestContext.Current.Test?.UniqueID;
        if (id is not null && Lines.TryGetValue(id, out var lines))
            lines.Enqueue(line);
    }

    public static IReadOnlyCollection<string> Of(IXunitTest test) => Lines[test.UniqueID];

    /// <summary>All of one kind that tests carry.</summary>
    public static IEnumerable<T> Claims<T>()
        where T : Attribute =>
        typeof(TestLog)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .SelectMany(m => m.GetCustomAttributes<T>());
}
