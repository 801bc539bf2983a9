using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// How the members of one of a vendor's collections are made: the stored shape, the ways to find one, and member
/// <i>i</i>.
/// </summary>
public abstract class Recipe
{
    /// <summary>The collection's name in addresses and snapshots: lower case letters, digits and dashes.</summary>
    public virtual string Name => "users";

    /// <summary>What one member is called: <c>user</c> of <c>users</c>.</summary>
    public virtual string Noun => "user";

    /// <summary>The noun with its article.</summary>
    public string OneMember => Noun is ['a' or 'e' or 'i' or 'o', ..] ? $"an {Noun}" : $"a {Noun}";

    /// <summary>How many members a sandbox starts with that starts with so many users.</summary>
    public virtual long Size(long users) => users;

    public abstract Shape Shape { get; }

    /// <summary>The first is the key: the id that the vendor's documented update path takes.</summary>
    public abstract IReadOnlyList<MemberIndex> Indexes { get; }

    /// <summary>What its members are read together by.</summary>
    public virtual IReadOnlyList<MemberGroup> Groups => [];

    /// <summary>Fills in member <see cref="Persona.Ordinal"/>. A pure function: no clock, no shared state.</summary>
    public abstract void Fill(Draft draft, Persona persona);

    /// <summary>Turns a control-plane key into the key field's JSON.</summary>
    /// <exception cref="SeedException">It cannot be one.</exception>
    public virtual ReadOnlySpan<byte> KeyJson(string key) => RawJson.String(key);

    /// <summary>An index by its place among <see cref="Indexes"/>.</summary>
    public int IndexOf(MemberIndex index)
    {
        for (var i = 0; i < Indexes.Count; i++)
            if (ReferenceEquals(Indexes[i], index))
                return i;
        throw new ArgumentException($"{index.Field} is not an index of {Name}.", nameof(index));
    }

    /// <summary>A group by its place among <see cref="Groups"/>.</summary>
    public int GroupOf(MemberGroup group)
    {
        for (var i = 0; i < Groups.Count; i++)
            if (ReferenceEquals(Groups[i], group))
                return i;
        throw new ArgumentException($"{group.Field} is not a group of {Name}.", nameof(group));
    }
}
