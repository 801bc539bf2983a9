using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>The answer to every write.</summary>
internal static class Answers
{
    public static Reply Done(string message) => Reply.Text(200, $"{{\"message\":\"{message}\"}}");
}
