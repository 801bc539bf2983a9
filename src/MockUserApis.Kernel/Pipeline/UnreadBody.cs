using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Refuses a body that is not read at all: a departure from the contract as any other.</summary>
internal static class UnreadBody
{
    /// <summary>It is in no media type that the operation takes, or in none.</summary>
    public static Reply Refuse(Exchange exchange, Refusal.WrongMediaType refusal)
    {
        var operation = exchange.Operation!;
        var sent = refusal.Sent is { } type ? ShownValue.Of(RawJson.Parse(RawJson.String(type))) : "absent";
        var expected = FormBody.TakenBy(operation);
        return Refuse(
            exchange,
            refusal,
            new Finding("header", "/Content-Type", "mediaType", expected, sent, operation.Rule)
        );
    }

    /// <summary>It is not what its media type says.</summary>
    public static Reply Refuse(Exchange exchange, Refusal.Malformed refusal)
    {
        var operation = exchange.Operation!;
        var expected = FormBody.ReadableBy(operation);
        var rule = refusal.Rule ?? operation.Rule;
        return Refuse(exchange, refusal, new Finding("body", "", "syntax", expected, refusal.Where, rule));
    }

    /// <summary>For a reason that the caller tells.</summary>
    public static Reply Refuse(Exchange exchange, Refusal refusal, Finding finding)
    {
        finding.Refused = true;
        exchange.Note(finding);
        return exchange.Refuse(refusal);
    }
}
