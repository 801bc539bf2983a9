using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Secrets;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>Why a request was refused where no finding says so, from what its entry kept.</summary>
internal sealed class RefusalCause(JournalEntry entry, Vendor vendor, Operation operation, string sandbox)
{
    /// <param name="missing">The collection in which the member that the path names was not there; null: none.</param>
    /// <returns>Null: the vendor's own words say it.</returns>
    public ProblemView? Find(Recipe? missing) =>
        entry.Refusal switch
        {
            Refusal.NoCredential => Header($"the credential in {Credential}", "absent", WrongHeader()),
            Refusal.BadCredential => Header(
                $"a credential of sandbox \"{sandbox}\" in {Credential}",
                "one that opens nothing"
            ),
            Refusal.ReadOnlyCredential => Header("a credential that may write", "one that may only read"),
            Refusal.NoSuchPath r => Said(
                "path",
                "",
                operation.Path,
                r.Path,
                $"Closest: {operation.Method} {operation.Path}."
            ),
            Refusal.WrongMethod r => Said("method", "", string.Join(", ", r.Allowed), r.Method),
            Refusal.TooLarge r => Said("body", "", $"at most {r.Limit} bytes", "more"),
            Refusal.Malformed r => Malformed(r),
            Refusal.Throttled r => Said(
                "rate",
                "",
                $"at most {r.Allowance.Limit} requests",
                "one more",
                $"Wait {r.Allowance.RetrySeconds} s, or advance the sandbox's clock."
            ),
            _ when missing is not null => Said(
                "path",
                "/" + operation.Parameters.First(p => p.In == "path").Name,
                $"the id of {missing.OneMember} that exists",
                $"\"{entry.Key}\""
            ),
            _ => null,
        };

    private string Credential => string.Join(" and ", vendor.CredentialHeaders);

    private ProblemView Header(string expected, string actual, string? suggestion = null) =>
        Said("header", "/" + vendor.CredentialHeaders[0], expected, actual, suggestion);

    private ProblemView Said(string place, string pointer, string expected, string actual, string? suggestion = null) =>
        new(
            place,
            pointer,
            expected,
            actual,
            operation.Rule.Name,
            operation.Rule.Evidence.ToString(),
            null,
            Problems.Client,
            suggestion
        );

    private ProblemView Malformed(Refusal.Malformed r)
    {
        var rule = r.Rule ?? operation.Rule;
        return new(
            "body",
            "",
            FormBody.ReadableBy(operation),
            r.Where,
            rule.Name,
            rule.Evidence.ToString(),
            Problems.ReasonOf(rule),
            r.Rule is null ? Problems.Client : Problems.Assumption,
            null
        );
    }

    private string? WrongHeader()
    {
        var sent = entry
            .RequestHeaders.FirstOrDefault(h =>
                h.Value == SecretText.Redacted
                || h.Key.Contains("key", StringComparison.OrdinalIgnoreCase)
                || h.Key.Contains("auth", StringComparison.OrdinalIgnoreCase)
            )
            .Key;
        if (sent is null)
            return null;
        var isRead = vendor.CredentialHeaders.Contains(sent, StringComparer.OrdinalIgnoreCase);
        return $"The request sent {sent}, which {vendor.Title} does not read{(isRead ? " in that form" : "")}.";
    }
}
