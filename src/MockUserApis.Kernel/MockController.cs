using Microsoft.AspNetCore.Mvc;

namespace MockUserApis.Kernel;

/// <summary>What the generated controllers build on: the exchange at hand and its sandbox.</summary>
[Controller]
[ApiExplorerSettings(IgnoreApi = false)]
public abstract class MockController
{
    [ActionContext]
    public ActionContext ActionContext { get; set; } = null!;

    protected Exchange Exchange => Exchange.Of(ActionContext.HttpContext);

    protected Sandbox Sandbox => Exchange.Sandbox;

    /// <summary>The vendor's users in this sandbox; the journal sees what is changed through it.</summary>
    protected WatchedUsers Users => Exchange.Users;

    /// <summary>Surroundings for a merge into the user of this ordinal.</summary>
    protected MergeContext Merging(long ordinal) => new(Sandbox, Exchange.Vendor, ordinal, Exchange);

    /// <summary>A merge of the body into the user, by the vendor's update table, with evidence noted.</summary>
    protected (Document? Document, Conflict? Conflict) Apply(StoredUser user, Sent body)
    {
        var context = Merging(user.Ordinal);
        return Users.Change(user, stored => Merge.Apply(Exchange.Vendor.UpdateRules, stored, body.Json, context));
    }

    /// <summary>Records a departure that only the controller can see; the refusal when the profile refuses it, else null.</summary>
    protected Reply? Departs(Finding finding) => Exchange.Departs(finding);
}
