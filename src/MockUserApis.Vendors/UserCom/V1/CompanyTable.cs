using MockUserApis.Kernel.Apis;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>What a company's keys are called.</summary>
internal static class CompanyTable
{
    // The order of the page, which still shows version 1; behind it what clients read besides. DOC, CODE
    private static readonly CompanyView Keys = new(
        isFlat: false,
        "id",
        "name",
        "description",
        "email",
        "country",
        "region",
        "city",
        "address",
        "postal_code",
        "approx_employees=size",
        "created_at",
        "updated_at",
        "phone_numbers",
        "company_id=custom_id",
        "employees",
        "attributes",
        "tags"
    );

    private static readonly UpdateRules Rules = CompanyFields.Rules(
        "company_id",
        "approx_employees",
        CODE,
        CustomAttributes.Put
    );

    public static CompanyResource Of(VersionedApi api) => new(api, Rules, Keys);
}
