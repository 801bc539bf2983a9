using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>The user that had a value when its request came in; null: none had it.</summary>
public sealed record Sighting(MemberIndex Index, string Value, Member? User)
{
    public bool Answers(MemberIndex index, string value) => ReferenceEquals(Index, index) && Value == value;
}
