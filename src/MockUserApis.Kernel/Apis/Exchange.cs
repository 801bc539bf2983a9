using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>One request to a vendor and what the pipeline has made of it so far.</summary>
public sealed partial class Exchange(HttpContext http, Vendor vendor, string path, string target)
{
    /// <summary>A user takes as much as the longest body and this.</summary>
    private const int RoomBeyondBody = 1 << 20;

    internal static readonly Rule SizeRule = new(
        "user/size",
        Evidence.ASSUMED,
        "no vendor says how large a user may grow, and each has a bound; the mock's is --max-body and 1 MiB"
    );

    private List<Finding>? findings;
    private Reliance reliance;
    private RequestTimings timings;

    public HttpContext Http => http;

    public Vendor Vendor => vendor;

    /// <summary>Which of the vendor's APIs is asked. Nothing before <c>Locate</c> may ask for it.</summary>
    public Api Api { get; set; } = null!;

    /// <summary>The path as sent, percent-encoded, without prefixes of ours.</summary>
    public string Path => path;

    /// <summary>Path and query as sent, prefixes included.</summary>
    public string Target => target;

    public string Method => http.Request.Method;

    /// <summary>The sandbox that its address or a header of the mock names; null: it names none.</summary>
    internal string? Named { get; init; }

    /// <summary>The sandbox it belongs to. Nothing before <c>Enter</c> may ask for it.</summary>
    public Sandbox Sandbox { get; internal set; } = null!;

    /// <summary>The vendor's users in the sandbox; what is changed through it is noted here.</summary>
    public WatchedCollection Users => new(Sandbox.Users(vendor), this);

    /// <summary>The members of another of the vendor's collections in the sandbox.</summary>
    public WatchedCollection Members(Recipe recipe) => new(Sandbox.Collection(vendor, recipe), this);

    /// <summary>What its credential opens; null when it opens nothing.</summary>
    public Account? Account { get; internal set; }

    /// <summary>The credential as presented; null when none was.</summary>
    public string? Credential { get; internal set; }

    public long Id { get; internal set; }

    public Route Route { get; internal set; }

    /// <summary>Null until routing found one.</summary>
    public Operation? Operation { get; internal set; }

    /// <summary>What the vendor has at this path for this method, when the mock has not.</summary>
    public Operation? Missing { get; internal set; }

    /// <summary>The id of the user that the path names, if it names one.</summary>
    public string? Key => Route.Values is [var key, ..] ? key : null;

    /// <summary>The longest body that is read; a user grows to this and 1 MiB.</summary>
    internal long MaxBody { get; set; } = long.MaxValue - RoomBeyondBody;

    /// <summary>Why the change is refused, when the user would have grown too large by it.</summary>
    internal Finding? Outgrown { get; private set; }

    /// <summary>The collection in which a member was looked for last and was not there.</summary>
    internal Recipe? Missed { get; private set; }

    /// <summary>The user that its path names, as the entrance saw it; null: a store is to be asked.</summary>
    internal Sighting? Seen { get; set; }

    public Allowance Allowance { get; private set; }

    /// <summary>The limits have counted it.</summary>
    internal bool IsCounted { get; private set; }

    public Fault? Fault { get; internal set; }

    public Refusal? Refusal { get; private set; }

    public Reply? Reply { get; private set; }

    /// <summary>
    /// The user before and after; null before a creation, after a deletion, and both when nothing changed.
    /// </summary>
    public Document? Before { get; private set; }

    public Document? After { get; private set; }

    public ref RequestTimings Timings => ref timings;

    public IReadOnlyList<Finding> Findings => findings ?? (IReadOnlyList<Finding>)[];

    /// <summary>ASSUMED rules that the answer relied on.</summary>
    public IReadOnlyList<Rule> Assumed => reliance.Assumed;

    /// <summary>The weakest evidence that the answer relied on.</summary>
    public Evidence Evidence => reliance.Weakest ?? Operation?.Rule.Evidence ?? Evidence.ASSUMED;

    public static Exchange Of(HttpContext http) =>
        http.Features.Get<Exchange>() ?? throw new InvalidOperationException("No vendor request.");

    /// <summary>This is the answer; of several, the last.</summary>
    internal Task Answer(Reply reply)
    {
        Reply = reply;
        return Task.CompletedTask;
    }

    /// <summary>What the limits said to it.</summary>
    internal void Count(Allowance allowance) => (Allowance, IsCounted) = (allowance, true);

    /// <summary>Notes that the answer relies on a rule.</summary>
    public void Rely(Rule rule) => reliance.On(rule);

    /// <summary>Notes what a user was and became. Of several changes, the first before and the last after.</summary>
    public void Changed(Document? before, Document? after)
    {
        if (Before is null && After is null)
            Before = before;
        After = after;
    }

    /// <summary>Notes that a member was looked for, by its id or another value.</summary>
    internal void Sought(Recipe recipe, bool isThere)
    {
        if (!isThere)
            Missed = recipe;
        else if (Missed == recipe)
            Missed = null;
    }

    /// <summary>Whether the member may become so large; what is no larger than before always may.</summary>
    internal bool Fits(Document? before, Document after)
    {
        var fits = after.Bytes.Length <= MaxBody + RoomBeyondBody || after.Bytes.Length <= before?.Bytes.Length;
        Outgrown = fits ? null : Oversized(after);
        return fits;
    }

    private Finding Oversized(Document after)
    {
        var recipe = vendor.Recipes.First(r => r.Shape == after.Shape);
        var most = MaxBody + RoomBeyondBody;
        var size = after.Bytes.Length;
        var expected = FormattableString.Invariant($"less: {recipe.OneMember} takes at most {most} bytes, not {size}");
        return new Finding("body", "", "maxLength", expected, ShownValue.Of(Body), SizeRule) { Limit = most };
    }

    public void Note(Finding finding) => (findings ??= []).Add(finding);

    /// <summary>
    /// The one place that makes a refusal the vendor's answer. It notes why; the step that decides answers with it.
    /// </summary>
    public Reply Refuse(Refusal refusal)
    {
        Refusal = refusal;
        if (refusal is Refusal.Malformed { Rule: { } rule })
            Rely(rule);
        if (refusal is Refusal.Broken broken)
        {
            foreach (var finding in broken.Findings)
            {
                finding.Refused = true;
                Rely(finding.Rule);
            }
        }

        return Api.Wording.Of(refusal, this);
    }

    /// <summary>Records a departure that no profile lets pass.</summary>
    public Reply Refuse(Finding finding)
    {
        Note(finding);
        return Refuse(new Refusal.Broken([finding]));
    }

    /// <summary>
    /// Records a departure; the refusal when it breaks the contract and the profile does not waive it, else null.
    /// </summary>
    public Reply? Departs(Finding finding)
    {
        Note(finding);
        return IsRefused(finding, false) ? Refuse(new Refusal.Broken([finding])) : null;
    }

    /// <summary>Records departures; a refusal that names all of the refused ones, or null.</summary>
    public Reply? Departs(IReadOnlyList<Finding> departures)
    {
        if (departures.Count == 0)
            return null;
        var mayHideMore = IsFull(departures);
        List<Finding>? refused = null;
        foreach (var finding in departures)
        {
            Note(finding);
            if (IsRefused(finding, mayHideMore))
                (refused ??= []).Add(finding);
        }

        return refused is null ? null : Refuse(new Refusal.Broken(refused));
    }

    /// <summary>Records a departure that has a refusal of its own: that, unless lenient forgives it.</summary>
    internal Reply? Departs(Finding finding, Refusal refusal, bool forgiven)
    {
        Note(finding);
        Rely(finding.Rule);
        if (forgiven && Sandbox.Profile == Profile.Lenient)
            return null;
        finding.Refused = true;
        return Refuse(refusal);
    }

    /// <summary>Whether the profile refuses any of these.</summary>
    internal bool Refuses(IReadOnlyList<Finding> departures)
    {
        var mayHideMore = IsFull(departures);
        foreach (var finding in departures)
        {
            if (finding.Breaks && (mayHideMore || WaiverOf(finding) is null))
                return true;
        }

        return false;
    }

    // Behind the last finding that such a list takes nothing was looked at: none of it is waived. Unknown keys hide
    // nothing, however many.
    private static bool IsFull(IReadOnlyList<Finding> departures) =>
        departures.Count >= SchemaCheck.MaxFindings
        && departures.Count(f => f is { Breaks: true, Keyword: not "additionalProperties" }) >= SchemaCheck.MaxFindings;

    private bool IsRefused(Finding finding, bool mayHideMore)
    {
        if (!finding.Breaks)
            return false;
        if (mayHideMore || WaiverOf(finding) is not { } waiver)
            return true;
        Rely(waiver.Rule);
        return false;
    }

    private Waiver? WaiverOf(Finding finding) =>
        Sandbox.Profile == Profile.Strict ? null : Api.Waivers.FirstOrDefault(w => w.Covers(finding));
}
