using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Vendors.GainsightPx;

internal static class PathMismatch
{
    /// <summary>The departure when a body names another than the path; null: it names that one, or none.</summary>
    public static Finding? Of(string field, RequestBody body, string path, Rule rule)
    {
        if (body.Text(field) is not { } id || id == path)
            return null;
        var sent = body.Json.GetProperty(field);
        return new Finding("body", "/" + field, "mismatch", $"\"{path}\", as in the path", ShownValue.Of(sent), rule)
        {
            Value = sent,
        };
    }
}
