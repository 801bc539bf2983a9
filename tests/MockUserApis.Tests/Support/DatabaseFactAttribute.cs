using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Support;

/// <summary>
/// A fact about servers that share a database: <c>make test</c> starts one where PostgreSQL is, and says so where it is
/// not.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabaseFactAttribute : FactAttribute
{
    public DatabaseFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) =>
        (Skip, SkipUnless, SkipType) = ("needs PostgreSQL", nameof(Store.HasDatabase), typeof(Store));
}
