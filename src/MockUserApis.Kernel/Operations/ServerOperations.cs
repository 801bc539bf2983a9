using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Certificates;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Files;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>What concerns the server as a whole: health, vendors, specs, the state file.</summary>
internal sealed class ServerOperations(
    VendorDirectory vendors,
    Sandboxes sandboxes,
    MockOptions options,
    Identity identity
)
{
    /// <param name="isStarted">The server listens.</param>
    /// <param name="held">What is held of which bound; null: not asked for.</param>
    public async ValueTask<HealthView> HealthAsync(bool isStarted, Func<ValueTask<IReadOnlyList<Holding>>>? held)
    {
        if (!isStarted)
            return new HealthView("starting", null);
        var status = await sandboxes.IsReachableAsync() ? HealthView.Ready : "store unavailable";
        return new HealthView(status, status == HealthView.Ready && held is not null ? await held() : null);
    }

    public ValueTask<IReadOnlyList<VendorView>> VendorsAsync(Addresses addresses) =>
        new([.. vendors.All.Select(v => View(v, addresses))]);

    /// <summary>The update table, and the whole ledger.</summary>
    public static ValueTask<RulesView> RulesAsync(Api api)
    {
        var update = api.Updating;
        var operation = ApiView.Of(update);
        return new(
            new RulesView(
                api.Vendor.Slug,
                api.Vendor.Title,
                operation,
                [
                    .. api.UpdateRules.All.Select(f => new FieldRuleView(
                        f.Name,
                        f.Into,
                        Of(f.Absent),
                        Of(f.Null),
                        Of(f.Value),
                        Also(api, f)
                    )),
                ],
                [.. api.Waivers.Select(w => new WaiverView(w.Pointer, w.Keyword, JournalView.Of(w.Rule)))],
                [.. api.Ledger.Select(JournalView.Of)]
            )
            {
                Api = ApiView.NameOf(api),
            }
        );
    }

    // By their names: update/FIELD/mismatch, update/FIELD/*/null.
    private static IReadOnlyList<RuleView> Also(Api api, FieldRule field)
    {
        var names = field.Rules.Select(r => r.Name).ToHashSet();
        return
        [
            .. api
                .Ledger.Where(r =>
                    r.Name.StartsWith($"update/{field.Name}/", StringComparison.Ordinal) && !names.Contains(r.Name)
                )
                .Select(JournalView.Of),
        ];
    }

    public static ValueTask<string> YamlSpecAsync(Api api, Addresses addresses) => new(ServedSpec.Yaml(api, addresses));

    public static ValueTask<byte[]> JsonSpecAsync(Api api, Addresses addresses) => new(ServedSpec.Json(api, addresses));

    public string? CaFile => identity.Authority?.File;

    /// <summary>The certificate of the mock's own CA, PEM.</summary>
    public string CaCertificate() =>
        identity.Authority?.Pem
        ?? throw new RefusedException(
            404,
            "No CA",
            identity.Certificate is null
                ? "This mock speaks no TLS: start it with --https."
                : "The certificate was given with --cert: its CA is known to who gave it."
        );

    /// <summary>Writes the state file now.</summary>
    public async ValueTask SaveAsync()
    {
        var path =
            options.State
            ?? throw new RefusedException(
                409,
                "No state file",
                "The server was started without --state FILE, so there is nowhere to save to."
            );
        try
        {
            await StateFile.SaveAsync(path, sandboxes, vendors.All);
        }
        catch (OutputFileException error)
        {
            const string fix = "Make room or put its folder back, then save again.";
            throw new RefusedException(507, "State not saved", $"{error.Message} {fix}");
        }
    }

    private VendorView View(Vendor vendor, Addresses addresses) =>
        new(
            vendor.Name,
            vendor.Slug,
            vendor.Title,
            addresses.Url(vendor),
            addresses.PrefixUrl(vendor),
            CredentialView.Of(vendors.Credentials, vendor, Sandboxes.Default),
            ApiView.OperationsOf(vendor.Api),
            LimitOperations.View(LimitState.Unused(vendor.Limits, options.RateLimits)),
            vendor.Api.UpdateOperation,
            vendor.Api.Ledger.Count(r => r.Evidence == Evidence.ASSUMED)
        )
        {
            NotMocked =
            [
                .. vendor.Api.Contract.NotMocked.Operations.Select(o => new NotMockedView(
                    o.Method,
                    o.Path,
                    o.Rule.Evidence.ToString(),
                    o.Summary
                )),
            ],
            Apis = [.. vendor.Apis.Select(ApiView.Of)],
            Hosts = [.. vendor.Apis.SelectMany(a => a.Contract.Hosts).Distinct()],
            CaFile = CaFile,
        };

    private static CellView Of(FieldEffect cell) => new(cell.Effect.ToString(), JournalView.Of(cell.Rule));
}
