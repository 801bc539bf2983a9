namespace MockUserApis.NewVendor;

/// <summary>What was asked for cannot be begun. The message says what to give instead; nothing is written.</summary>
internal sealed class NewVendorException(string message) : Exception(message);
