using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>The version that <c>Accept</c> asks for: <c>*/*; version=2</c>, with or without blanks. DOC, CODE</summary>
internal static class AcceptedVersion
{
    private const string Parameter = "version=";

    private static readonly Rule LaterRule = new(
        "version/later",
        ASSUMED,
        "the vendor serves version 2, this mock does not yet: refused rather than pretended"
    );
    private static readonly Rule UnknownRule = new(
        "version/unknown",
        ASSUMED,
        "a version that does not exist: the framework's versioning by Accept answers 406"
    );

    /// <summary>Null where version 1 is meant, or none is named.</summary>
    public static Reply? Refused(Exchange exchange)
    {
        foreach (var range in exchange.Http.Request.Headers.Accept)
        {
            if (range is null || !range.Contains("version", StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var part in range.Split(',', ';'))
            {
                var text = part.Replace(" ", "", StringComparison.Ordinal);
                if (!text.StartsWith(Parameter, StringComparison.OrdinalIgnoreCase))
                    continue;
                var version = text[Parameter.Length..].Trim('"');
                if (version != "1")
                    return Refuse(exchange, range, version == "2");
            }
        }

        return null;
    }

    private static Reply Refuse(Exchange exchange, string sent, bool isServedThere)
    {
        var rule = isServedThere ? LaterRule : UnknownRule;
        var expected = isServedThere
            ? "no version, or version=1: the vendor serves version 2, this mock does not yet"
            : "no version, or version=1: there is no such version";
        var shown = ShownValue.Of(RawJson.Parse(RawJson.String(sent)));
        exchange.Rely(rule);
        exchange.Note(
            new Finding("header", "/Accept", "version", expected, shown, rule)
            {
                Refused = true,
                Party = isServedThere ? "mock" : "client",
            }
        );
        return Errors.NotAcceptable;
    }
}
