using System.Text;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>The answers to writes.</summary>
internal static class Answers
{
    // PUT answers message first, the others id first. SEED, DOC
    public static Reply Accepted(Document member, string message) =>
        Reply.Text(200, $$"""{"id":"{{Encoding.UTF8.GetString(member["id"])}}","message":"{{message}}"}""");
}
