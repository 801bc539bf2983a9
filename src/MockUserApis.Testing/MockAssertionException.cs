namespace MockUserApis.Testing;

/// <summary>A failed assertion on what the mock received; the message is the diagnosis.</summary>
public sealed class MockAssertionException : Exception, IAssertionException
{
    public MockAssertionException()
        : this("The mock did not receive what was expected.") { }

    public MockAssertionException(string message)
        : base(message) { }

    public MockAssertionException(string message, Exception inner)
        : base(message, inner) { }
}

// xunit tells failures from errors by an interface of this name, in whatever assembly.
internal interface IAssertionException;
