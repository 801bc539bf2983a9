using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A company that is made by a request.</summary>
internal static class CompanyCreation
{
    private static readonly Rule TakenRule = new(
        "company/taken",
        ASSUMED,
        "two companies cannot have one id: the framework's text for a unique field"
    );

    public static async ValueTask<Reply> CreateAsync(RequestBody body, Exchange exchange)
    {
        var resource = exchange.Companies;
        if (exchange.Departs(CustomAttributes.Departures(body.Json, resource.UpdateRules)) is { } refused)
            return refused;
        exchange.Sandbox.MakeSure(1, body.Json.GetRawText().Length);
        var names = await NamesNeeded.OfCompanyAsync(body.Json, resource, exchange.Sandbox);
        var (company, conflict) = await exchange
            .Members(UserCom.Companies)
            .AddAsync(ordinal =>
                CompanyFields.Create(
                    body.Json,
                    resource,
                    new MergeContext(exchange.Sandbox, exchange.Api, ordinal, exchange, names)
                )
            );
        return conflict is null
            ? Reply.Json(201, resource.View.Of(exchange.CurrentCompany(company.Document), []))
            : Taken(conflict, resource);
    }

    public static Reply Taken(Conflict conflict, CompanyResource resource) =>
        Errors.Taken(resource.View.NameOf(conflict.Index.Field), TakenRule);
}
