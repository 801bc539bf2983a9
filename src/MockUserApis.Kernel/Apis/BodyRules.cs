using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Apis;

/// <summary>What a vendor's server makes of a body that is not sent as plain UTF-8 JSON.</summary>
/// <param name="Encoding">Of <c>Content-Encoding</c>.</param>
/// <param name="Charset">Of what stands behind <c>application/json</c>.</param>
/// <param name="Inflates">Lenient takes gzip and deflate; else no profile takes a compressed body.</param>
public sealed record BodyRules(Rule Encoding, Rule Charset, bool Inflates) : IHasRules
{
    /// <summary>Why lenient reads no body at all as <c>{}</c>; null: it is refused in lenient too.</summary>
    public Rule? NoBody { get; init; }

    /// <summary>Nothing at all is a form without fields where the header names one; else no body was sent.</summary>
    public bool ReadsEmptyForms { get; init; }

    public IEnumerable<Rule> Rules => NoBody is null ? [Encoding, Charset] : [Encoding, Charset, NoBody];
}
