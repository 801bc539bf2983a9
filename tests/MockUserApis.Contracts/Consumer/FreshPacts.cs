using MockUserApis.Contracts.Consumer;

[assembly: AssemblyFixture(typeof(FreshPacts))]

namespace MockUserApis.Contracts.Consumer;

/// <summary>Pact merges into a file that is there, so yesterday's interactions have to go first.</summary>
public sealed class FreshPacts
{
    public const string Consumer = "MockUserApis.Clients";

    public FreshPacts()
    {
        Directory.CreateDirectory(Repository.Pacts);
        foreach (var file in Directory.GetFiles(Repository.Pacts, $"{Consumer}-*.json"))
            File.Delete(file);
    }
}
