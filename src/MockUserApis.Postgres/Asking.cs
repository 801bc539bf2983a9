using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>A visit, and the statement that lets it in.</summary>
internal sealed record Asking(Visit Visit, (string Sql, object?[] Values) Question);
