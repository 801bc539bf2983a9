using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>A field by which a member that is shown names one of another collection.</summary>
/// <param name="Field">
/// Its name, or names from the top separated by slashes; lists are gone through: <c>companies/id</c>.
/// </param>
/// <param name="To">The collection that it leads to.</param>
/// <param name="Key">The other one's field, as it is shown, that has the same value.</param>
public sealed record MemberLink(string Field, Recipe To, string Key);
