namespace MockUserApis;

/// <summary>What was asked for cannot be: the sentence says what to write instead, and the command exits 2.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence);
