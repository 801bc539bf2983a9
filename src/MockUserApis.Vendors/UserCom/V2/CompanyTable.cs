using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>What a company's keys are called.</summary>
internal static class CompanyTable
{
    private static readonly Rule AttributeRule = new(
        "company/attribute/key",
        CODE,
        "a client sends keys of its own, and its answers show them beside the others"
    );

    // CODE; the order ASSUMED.
    private static readonly CompanyView Keys = new(
        isFlat: true,
        "id",
        "custom_id",
        "name",
        "category",
        "description",
        "email",
        "country",
        "region",
        "city",
        "address",
        "postal_code",
        "size",
        "phone_numbers",
        "created_at",
        "updated_at",
        "employees",
        "tags"
    );

    private static readonly UpdateRules Rules = CompanyFields
        .Rules("custom_id", "size", DOC, Attributes)
        .Field(
            "category",
            (Clear, ASSUMED, "the view shows null for what was never set"),
            (Replace, ASSUMED, "no page names it, the view has it: a key like the others")
        );

    public static CompanyResource Of(VersionedApi api) => new(api, Rules, Keys);

    private static void Attributes(
        IReadOnlyList<KeyValuePair<string, JsonElement>> sent,
        Draft draft,
        MergeContext context
    )
    {
        if (context.Exchange is null)
            CustomAttributes.Put(sent, draft, context);
        else
        {
            CustomAttributes.Set(
                sent,
                static name => "/" + JsonPointer.Escape(name),
                draft,
                context,
                AttributeRule,
                Rules
            );
        }
    }
}
