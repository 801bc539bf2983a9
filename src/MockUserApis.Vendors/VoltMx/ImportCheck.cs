using System.Text.Json;
using MockUserApis.Generated.VoltMx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>A row that may be written.</summary>
/// <param name="Json">As POST would have it.</param>
/// <param name="Member">Whom it updates; null: it adds one.</param>
internal sealed record ImportRow(JsonElement Json, Member? Member);

/// <summary>What of a file's rows POST or PUT would refuse, and whom each is about.</summary>
internal sealed class ImportCheck
{
    private readonly Exchange exchange;
    private readonly Schema schema;
    private readonly IReadOnlyList<DynamicAttribute> attributes;
    private readonly Dictionary<string, ImportColumn> columns;
    private readonly Collection users;
    private readonly MemberIndex key;
    private readonly IReadOnlyList<MemberIndex> shared;
    private readonly HashSet<(string Field, string Value)> taken = [];

    public ImportCheck(Exchange exchange)
    {
        this.exchange = exchange;
        schema = exchange.Api.Contract["createAudience"].Body!;
        attributes = VoltMx.Attributes.Of(exchange.Sandbox, exchange.Vendor);
        columns = ImportColumn.All(schema, attributes);
        users = exchange.Users;
        shared = [.. users.Recipe.Indexes.Where(i => i != Seed.ById && i != Seed.ByKsid)];
        var byMobile = exchange.Sandbox.Setting(exchange.Vendor, VoltMx.ReconciliationKey) == "mobileNumber";
        key = byMobile ? Seed.ByMobile : Seed.ByEmail;
        Required = byMobile ? [.. schema.Required, "mobileNumber"] : schema.Required;
    }

    /// <summary>The fields that a header must have.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>A member would grow too large: the exchange is refused for it.</summary>
    public bool Outgrows { get; private set; }

    /// <summary>The column of a header's cell; null: a member has no such field.</summary>
    public ImportColumn? Column(string name) => columns.GetValueOrDefault(ImportColumn.Plain(name));

    /// <param name="json">The row as POST would have it.</param>
    /// <param name="wrong">Takes each fault.</param>
    public async ValueTask<ImportRow> RowAsync(JsonElement json, Action<Finding> wrong)
    {
        var faults = Faults(json);
        foreach (var fault in faults)
            wrong(fault);
        if (faults.Count > 0)
            return new(json, null);
        var added = Update.Create(json, 0, Context(0));
        var own = Population.ValueOf(added, key);
        var member = own is null ? null : await users.FindAsync(key, own);
        var becomes = member is { } one ? Merge.Apply(Update.Rules, one.Document, json, Context(one.Ordinal)) : added;
        if (await ConflictAsync(becomes, member, own) is { } conflict)
            wrong(conflict);
        return new(json, member);
    }

    private List<Finding> Faults(JsonElement json)
    {
        // A dynamic attribute is none of the spec's.
        List<Finding> faults =
        [
            .. SchemaCheck.Request(schema, json).Where(f => f is { Breaks: true, Keyword: not "additionalProperties" }),
        ];
        if (faults.Count > 0)
            return faults;
        var row = new RequestBody<AudienceWrite>(json);
        MemberRules.Rely(exchange, row);
        var departures = MemberRules.Departures(exchange, row, ReferenceEquals(key, Seed.ByMobile), attributes);
        return [.. departures.Where(f => f.Breaks)];
    }

    // What must be one member's alone: neither another row nor another member may have it.
    private async ValueTask<Finding?> ConflictAsync(Document becomes, Member? member, string? own)
    {
        foreach (var index in shared)
        {
            if ((index == key ? own : Population.ValueOf(becomes, index)) is not { } value)
                continue;
            var isNew = taken.Add((index.Field, value));
            // By its key it was looked up before.
            var holder = isNew && index != key ? await users.FindAsync(index, value) : member;
            if (isNew && (holder is null || holder?.Ordinal == member?.Ordinal))
                continue;
            var who = isNew ? "that of no other member" : "that of no other row";
            var shown = ShownValue.Of(RawJson.Parse(RawJson.String(value)));
            var field = index == Seed.ByMobile ? "mobileNumber" : index.Field;
            return new("body", "/" + field, "unique", who, shown, ImportRules.Known);
        }

        Outgrows |= member is { } one && !exchange.Users.MayBecome(one, becomes);
        return null;
    }

    private MergeContext Context(long ordinal) => new(exchange.Sandbox, exchange.Api, ordinal, exchange);
}
