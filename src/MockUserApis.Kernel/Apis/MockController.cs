using Microsoft.AspNetCore.Mvc;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// What the generated controllers build on: the exchange at hand and its sandbox. A new one for each request.
/// MVC never runs one: its invoker binds and validates for as long again as all the rest takes, and generated code
/// (<see cref="Dispatch"/>) calls the actions instead. MVC's attributes on them, and <see cref="Reply"/> as a result of
/// MVC's, are there for the OpenAPI document alone that a server makes of itself, to be held against the spec.
/// </summary>
[Controller]
[ApiExplorerSettings(IgnoreApi = false)]
public abstract class MockController
{
    /// <summary>The request at hand. Set before an operation is dispatched.</summary>
    protected internal Exchange Exchange { get; internal set; } = null!;

    protected Sandbox Sandbox => Exchange.Sandbox;

    /// <summary>The vendor's users in this sandbox; the journal sees what is changed through it.</summary>
    protected WatchedCollection Users => Exchange.Users;

    /// <summary>The members of another of the vendor's collections; the journal shows users alone.</summary>
    protected WatchedCollection Members(Recipe recipe) => Exchange.Members(recipe);

    /// <summary>The operations that it carries out, by their ids in the spec. Generated.</summary>
    [NonAction]
    public abstract IReadOnlyList<string> Operations();

    /// <summary>Runs the action of an operation with what the request sent for its parameters. Generated.</summary>
    [NonAction]
    public abstract ValueTask<Reply> DispatchAsync(string operation);

    protected RequiredArgument Path(string name) => new(name, Exchange.Route[name]);

    protected Argument Query(string name) => new(name, Exchange.Http.Request.Query[name]);

    protected Argument Header(string name) => new(name, Exchange.Http.Request.Headers[name]);

    protected RequestBody<TBody> Body<TBody>() => new(Exchange.Body);

    /// <summary>Surroundings for a merge into the user of this ordinal.</summary>
    protected MergeContext Merging(long ordinal, SharedNames? names = null) =>
        new(Sandbox, Exchange.Api, ordinal, Exchange, names);

    /// <summary>A merge of the body into the user, by the vendor's update table, with evidence noted.</summary>
    protected ValueTask<(Document? Document, Conflict? Conflict)> ApplyAsync(Member user, RequestBody body)
    {
        var context = Merging(user.Ordinal);
        return Users.ChangeAsync(user, stored => Merge.Apply(Exchange.Api.UpdateRules, stored, body.Json, context));
    }

    /// <summary>The same for a member of another collection, by that one's update table.</summary>
    protected ValueTask<(Document? Document, Conflict? Conflict)> ApplyAsync(
        Resource resource,
        Member member,
        RequestBody body
    )
    {
        var context = Merging(member.Ordinal);
        return Members(resource.Recipe)
            .ChangeAsync(member, stored => Merge.Apply(resource.UpdateRules, stored, body.Json, context));
    }

    /// <summary>
    /// Records a departure that only the controller can see; the refusal when the profile refuses it, else null.
    /// </summary>
    protected Reply? Departs(Finding finding) => Exchange.Departs(finding);
}
