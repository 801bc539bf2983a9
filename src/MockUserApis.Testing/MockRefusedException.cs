namespace MockUserApis.Testing;

/// <summary>
/// The mock cannot do what the test asked of it: a fault without its delay, a user with a field that no user has. The
/// message says what to give instead; nothing was changed.
/// </summary>
public sealed class MockRefusedException : ArgumentException
{
    /// <summary>Without saying what.</summary>
    public MockRefusedException()
        : this("The mock cannot do what was asked of it.") { }

    /// <summary>With what to give instead.</summary>
    public MockRefusedException(string message)
        : base(message) { }

    /// <summary>With what to give instead, and what it follows from.</summary>
    public MockRefusedException(string message, Exception inner)
        : base(message, inner) { }
}
