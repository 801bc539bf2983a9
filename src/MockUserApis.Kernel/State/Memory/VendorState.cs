using System.Collections.Concurrent;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// What a sandbox keeps of one vendor between two resets. Everything in it is made when first touched.
/// </summary>
/// <param name="older">Of another vendor of the same sandbox, touched earlier.</param>
internal sealed class VendorState(Vendor vendor, VendorState? older)
{
    private Collection? users;
    private ConcurrentDictionary<Recipe, Collection>? others;
    private MemoryLimiter? limiter;
    private volatile bool revoked;
    private ConcurrentDictionary<VendorContract, MemoryCoverage>? coverage;
    private ConcurrentDictionary<string, string>? settings;
    private ConcurrentDictionary<string, MemoryReferences>? references;
    private ConcurrentDictionary<string, IReadOnlyList<string>>? remembered;

    public Vendor Vendor => vendor;

    public VendorState? Older => older;

    public bool Revoked
    {
        get => revoked;
        set => revoked = value;
    }

    /// <summary>The shared names beyond the population's, by kind; those of a snapshot too.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> AddedNames =>
        All(references)
            .Select(r => KeyValuePair.Create(r.Key, r.Value.Added()))
            .Concat(All(remembered).Where(r => references?.ContainsKey(r.Key) != true))
            .OrderBy(r => r.Key, StringComparer.Ordinal);

    /// <summary>Null: not touched yet.</summary>
    public MemoryLimiter? Limiter => limiter;

    /// <inheritdoc cref="Limiter"/>
    public Collection? Find(Recipe recipe) => recipe == vendor.Recipe ? users : others?.GetValueOrDefault(recipe);

    /// <summary>Keeps the collection, unless another thread was first; the one that is kept.</summary>
    public Collection Take(Collection made) =>
        made.Recipe == vendor.Recipe
            ? Interlocked.CompareExchange(ref users, made, null) ?? made
            : Small(ref others).GetOrAdd(made.Recipe, made);

    /// <inheritdoc cref="Take(Collection)"/>
    public MemoryLimiter Take(MemoryLimiter made) => Interlocked.CompareExchange(ref limiter, made, null) ?? made;

    public void Limit(MemoryLimiter another) => Volatile.Write(ref limiter, another);

    public MemoryCoverage Coverage(VendorContract contract) =>
        Small(ref coverage).GetOrAdd(contract, static c => new MemoryCoverage(c));

    public string? Chosen(string setting) => settings?.GetValueOrDefault(setting);

    public void Set(string setting, string choice) => Small(ref settings)[setting] = choice;

    public void Alter(Setting setting, Func<string, string> change) =>
        Small(ref settings).AddOrUpdate(setting.Name, _ => change(setting.Default), (_, newest) => change(newest));

    /// <summary>Names of a kind; null: nobody asked for them yet.</summary>
    public MemoryReferences? Names(string kind) => references?.GetValueOrDefault(kind);

    /// <summary>Names of a kind, with those that a snapshot brought back.</summary>
    public MemoryReferences Names(string kind, Func<MemoryReferences> make) =>
        Small(ref references)
            .GetOrAdd(
                kind,
                of =>
                {
                    var names = make();
                    foreach (var name in remembered?.GetValueOrDefault(of) ?? [])
                        names.Restore(name);
                    return names;
                }
            );

    public void Remember(string kind, IReadOnlyList<string> names) => Small(ref remembered)[kind] = names;

    private static IEnumerable<KeyValuePair<string, T>> All<T>(ConcurrentDictionary<string, T>? some) => some ?? [];

    private static ConcurrentDictionary<TKey, TValue> Small<TKey, TValue>(ref ConcurrentDictionary<TKey, TValue>? place)
        where TKey : notnull =>
        place ?? Lazily.Make(ref place, static () => new ConcurrentDictionary<TKey, TValue>(1, 4));
}
