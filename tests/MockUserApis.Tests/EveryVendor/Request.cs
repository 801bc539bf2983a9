namespace MockUserApis.Tests.EveryVendor;

internal sealed record Request(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[]? Body
);
