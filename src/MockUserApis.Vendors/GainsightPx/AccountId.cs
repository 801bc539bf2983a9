using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>Ids that an account cannot have, because nobody could read it again.</summary>
internal static class AccountId
{
    private const string Expected = "an id that a path can name: not \".\", \"..\", \"update\", and no U+0000 in it";

    private static readonly Rule UnusableRule = new(
        "account/create/id/unusable",
        ASSUMED,
        "nobody could read such an account: clients take dots out of a path, update is a path of its own"
    );

    /// <summary>What is wrong with a new account's id, where the contract does not say it; null: nothing.</summary>
    public static Finding? Unusable(string id, JsonElement body) =>
        id is "." or ".." or "update" || id.Contains('\0', StringComparison.Ordinal)
            ? new Finding("body", "/id", "not", Expected, ShownValue.Of(body.GetProperty("id")), UnusableRule)
            {
                Value = body.GetProperty("id"),
            }
            : null;
}
