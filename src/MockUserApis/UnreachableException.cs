namespace MockUserApis;

/// <summary>A mock that a command needs did not answer as one; the sentence has its address and the fix.</summary>
internal sealed class UnreachableException(string sentence) : Exception(sentence);
