using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>The texts of the pages about push subscriptions, where they are others than a member's.</summary>
internal static class PushErrors
{
    public const string Post = "subscribeAudience";

    private static readonly Rule RequiredRule = new("errors/push/Required", DOC);
    private static readonly Rule MobileRequiredRule = new(
        "errors/push/Required/mobileNumber",
        ASSUMED,
        "the page has the text and does not mark the field: sent when mobileNumber is the reconciliationKey alone"
    );
    private static readonly Rule KsidRule = new("errors/push/InvalidKsid", DOC);
    private static readonly Rule UnknownRule = new("errors/push/UnknownKsid", DOC);
    private static readonly Rule MandatoryRule = new("errors/push/MandatoryAttribute", DOC);
    private static readonly Rule MobileTakenRule = new("errors/push/MobileNumberExists", DOC);

    private static readonly Dictionary<string, string> Names = new()
    {
        ["lastName"] = "Last Name",
        ["firstName"] = "First Name",
        ["email"] = "Email",
        ["country"] = "Country",
        ["mobileNumber"] = "Mobile Number",
    };

    /// <summary>Null: the operation is another one, or has no text of its own for this.</summary>
    public static (string Text, Rule Rule)? Broken(Finding finding, Exchange exchange) =>
        (exchange.Operation!.Id, finding) switch
        {
            (not Post, _) => null,
            (_, { Root: Ksid.Field }) => ("Invalid KSID", KsidRule),
            (_, { Keyword: DynamicValues.Mandatory, Field: var name }) => (
                $"Attribute {name} is a mandatory field. Please provide a valid value for the same",
                MandatoryRule
            ),
            (_, { Keyword: "required" or "nullable" or "minLength", Field: var name })
                when Names.TryGetValue(name, out var shown) => (
                shown + " is required",
                name == "mobileNumber" ? MobileRequiredRule : RequiredRule
            ),
            _ => null,
        };

    /// <summary>Of a KSID that no member has; null: the operation is another one.</summary>
    public static (string Text, Rule Rule)? Unknown(Exchange exchange) =>
        exchange.Operation!.Id switch
        {
            "getSubscribedAudience" => (
                "No audience member found mapping to the given KSID or audience ID",
                UnknownRule
            ),
            "unsubscribeAudience" => (
                "No Audience Member found mapping to the given KSID or Audience Registration ID",
                UnknownRule
            ),
            _ => null,
        };

    /// <summary>Null: the operation is another one.</summary>
    public static (string Text, Rule Rule)? MobileTaken(Exchange exchange) =>
        exchange.Operation!.Id == Post ? ("User already exists with the given mobile number", MobileTakenRule) : null;
}
