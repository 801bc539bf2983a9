using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>How an API shows and changes the members of one of its vendor's collections.</summary>
public abstract class Resource(Api api, Recipe recipe)
{
    public Api Api => api;

    public Vendor Vendor => api.Vendor;

    public Recipe Recipe => recipe;

    /// <summary>What an update does to a member; the fields that may be given to the control plane.</summary>
    public abstract UpdateRules UpdateRules { get; }

    /// <summary>The operation whose body describes a member: the update, or the creation where there is none.</summary>
    public abstract string UpdateOperation { get; }

    /// <inheritdoc cref="UpdateOperation"/>
    public Operation Updating => api.Contract[UpdateOperation];

    /// <summary>A member as the vendor shows it on a read.</summary>
    public abstract ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox);

    /// <summary>
    /// How members are completed before they are shown, with what the vendor derives from other collections; null:
    /// they are complete.
    /// </summary>
    public virtual ValueTask<Func<Document, Document>?> CompletionAsync(Sandbox sandbox) => default;

    /// <summary>A member, completed, as the vendor shows it on a read.</summary>
    public virtual async ValueTask<ReadOnlyMemory<byte>> ShowAsync(Document member, Sandbox sandbox) =>
        Show(await CompletionAsync(sandbox) is { } complete ? complete(member) : member, sandbox);

    /// <inheritdoc cref="Api.Take"/>
    public virtual bool Take(string name, JsonElement value, Draft draft, MergeContext context) => false;

    /// <summary>Sets what follows from the members that a seed has, and that it does not say itself.</summary>
    public virtual void Derive(JsonElement body, Draft draft, MergeContext context) { }

    /// <inheritdoc cref="Api.NamesOfSeedAsync"/>
    public virtual ValueTask<SharedNames?> NamesOfSeedAsync(JsonElement body, Sandbox sandbox) => default;

    /// <summary>How its members name those of other collections: people follow these.</summary>
    public virtual IReadOnlyList<MemberLink> Links => [];

    /// <summary>What the collection holds in a sandbox.</summary>
    public Collection In(Sandbox sandbox) => sandbox.Collection(Vendor, recipe);
}

/// <summary>The users, of which the API itself says everything.</summary>
internal sealed class UserResource(Api api) : Resource(api, api.Vendor.Recipe)
{
    public override UpdateRules UpdateRules => Api.UpdateRules;

    public override string UpdateOperation => Api.UpdateOperation;

    public override IReadOnlyList<MemberLink> Links => Api.UserLinks;

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => Api.Show(member, sandbox);

    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context) =>
        Api.Take(name, value, draft, context);

    public override ValueTask<SharedNames?> NamesOfSeedAsync(JsonElement body, Sandbox sandbox) =>
        Api.NamesOfSeedAsync(body, sandbox);
}
