namespace MockUserApis.Pacts;

/// <summary>A provider state that the mock refused to set up, and why.</summary>
internal sealed record StateRefusal(string State, string Detail)
{
    public string Reason => RunningMock.Says + Detail;
}
