using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class PreferencesController : PreferencesControllerBase
{
    public override ValueTask<Reply> GetPreferences(string identifyId) => ReadAsync(identifyId, Preferences.Names);

    public override ValueTask<Reply> GetPreferencesV2(string identifyId) =>
        ReadAsync(identifyId, Preferences.NamesOfV2);

    public override ValueTask<Reply> UpdatePreferences(string identifyId, RequestBody<PreferencesInput> body) =>
        PutAsync(identifyId, body, Preferences.Names);

    public override ValueTask<Reply> UpdatePreferencesV2(string identifyId, RequestBody<PreferencesV2Input> body) =>
        PutAsync(identifyId, body, Preferences.NamesOfV2);

    // Lenient lets a body without identifyId through the contract check; it still names nobody.
    public override ValueTask<Reply> UpdatePreferencesByBody(RequestBody<NamedPreferencesInput> body) =>
        PutAsync(body.Text("identifyId") ?? "", body, Preferences.Names);

    public override ValueTask<Reply> UpdatePreferencesV2ByBody(RequestBody<NamedPreferencesV2Input> body) =>
        PutAsync(body.Text("identifyId") ?? "", body, Preferences.NamesOfV2);

    public override ValueTask<Reply> ReadPreferencesByBody(RequestBody<PreferencesQuery> body) =>
        ReadAsync(body.Text("identifyId") ?? "", Preferences.Names);

    public override ValueTask<Reply> ReadPreferencesV2ByBody(RequestBody<PreferencesQuery> body) =>
        ReadAsync(body.Text("identifyId") ?? "", Preferences.NamesOfV2);

    // What an answer has of its own does not say that of version 2 not every operation is documented.
    private async ValueTask<Reply> ReadAsync(string id, string[] names)
    {
        Exchange.Rely(Exchange.Operation!.Rule);
        return await Users.FindKeyAsync(id) is { } user
            ? Preferences.Read(user.Document, names)
            : Errors.PreferencesNotFound;
    }

    private async ValueTask<Reply> PutAsync(string id, RequestBody body, string[] names)
    {
        Exchange.Rely(Exchange.Operation!.Rule);
        if (Update.Mismatch(id, body) is { } mismatch && Departs(mismatch) is { } refused)
            return refused;
        if (await Users.FindKeyAsync(id) is not { } user)
            return Errors.PreferencesNotFound;
        var read = TextScalars.Read(body, Exchange.Findings);
        var (changed, _) = await Users.ChangeAsync(user, stored => Preferences.Changed(stored, read.Json, names));
        return changed is null ? Errors.PreferencesNotFound : Reply.NoContent;
    }
}
