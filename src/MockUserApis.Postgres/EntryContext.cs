using System.Text.Json.Serialization;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>How the parts of an entry are written and read, made by the compiler: of a refusal each kind.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(Refusal.NoCredential))]
[JsonSerializable(typeof(Refusal.BadCredential))]
[JsonSerializable(typeof(Refusal.ReadOnlyCredential))]
[JsonSerializable(typeof(Refusal.NoSuchPath))]
[JsonSerializable(typeof(Refusal.WrongMethod))]
[JsonSerializable(typeof(Refusal.WrongMediaType))]
[JsonSerializable(typeof(Refusal.WrongEncoding))]
[JsonSerializable(typeof(Refusal.TooLarge))]
[JsonSerializable(typeof(Refusal.Malformed))]
[JsonSerializable(typeof(Refusal.Broken))]
[JsonSerializable(typeof(Refusal.Throttled))]
[JsonSerializable(typeof(Refusal.Injected))]
internal sealed partial class EntryContext : JsonSerializerContext;
