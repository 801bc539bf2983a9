using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Vendors;

/// <summary>A live member of a collection.</summary>
/// <param name="Version">
/// Which of its states this is, for a store that compares versions; 0: as the population has it, or not known.
/// </param>
public readonly record struct Member(long Ordinal, Document Document, long Version = 0);
