namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// Members that share the value of a field, as the events of a user share its id: they are read together.
/// </summary>
/// <param name="Field">The stored field.</param>
/// <param name="Ordinals">
/// (value, seed) → the first and last ordinal that members of the population with it have; <see cref="None"/> when none
/// has it. May guess: the store compares.
/// </param>
public sealed record MemberGroup(string Field, Func<string, long, (long First, long Last)> Ordinals)
{
    public static (long First, long Last) None => (1, 0);
}
