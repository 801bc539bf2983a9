using MockUserApis.Kernel.Certificates;

namespace MockUserApis.Tests.Certificates;

/// <summary>The mock's own CA is made once, and its key is for its owner alone.</summary>
public sealed class KeptAuthorityTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly DirectoryInfo above = Directory.CreateTempSubdirectory("mock-user-apis-ca-");

    private string Folder => Path.Combine(above.FullName, "data", "mock-user-apis");

    private string Key => Path.Combine(Folder, "ca-key.pem");

    [Fact]
    public void Open_Twice_IsOneAuthorityOfPrivateFiles()
    {
        var first = KeptAuthority.Open(Folder, TimeProvider.System);
        var second = KeptAuthority.Open(Folder, TimeProvider.System);

        second.Pem.ShouldBe(first.Pem);
        second.File.ShouldBe(Path.Combine(Folder, "ca.pem"));
        File.ReadAllText(second.File!).ShouldBe(first.Pem);
        File.ReadAllText(second.File!).ShouldNotContain("PRIVATE KEY");
        if (OperatingSystem.IsWindows())
            return;
        File.GetUnixFileMode(Key).ShouldBe(Owner);
        File.GetUnixFileMode(Folder).ShouldBe(Owner | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Open_ManyAtOnce_AreOneAuthority()
    {
        for (var round = 0; round < 40; round++)
        {
            var folder = Path.Combine(above.FullName, $"round{round}");
            using var start = new Barrier(4);
            var opened = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(Open, TaskCreationOptions.LongRunning))
            );
            opened.Select(a => a.Pem).Distinct().Count().ShouldBe(1, $"round {round}");
            Directory.GetFiles(folder).Length.ShouldBe(2);

            Authority Open()
            {
                start.SignalAndWait();
                return KeptAuthority.Open(folder, TimeProvider.System);
            }
        }
    }

    [Fact]
    public void Open_WithoutItsPublicFile_WritesItAgain()
    {
        var first = KeptAuthority.Open(Folder, TimeProvider.System);
        File.WriteAllText(first.File!, "something else");
        KeptAuthority.Open(Folder, TimeProvider.System);
        File.ReadAllText(first.File!).ShouldBe(first.Pem);
    }

    [Fact]
    public void Open_WhenItSoonEnds_MakesANewOne()
    {
        var old = KeptAuthority.Open(Folder, new At(new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var now = KeptAuthority.Open(Folder, TimeProvider.System);
        now.Pem.ShouldNotBe(old.Pem);
        KeptAuthority.Open(Folder, TimeProvider.System).Pem.ShouldBe(now.Pem);
    }

    [Fact]
    public void Open_OfAKeyThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
            return;
        KeptAuthority.Open(Folder, TimeProvider.System);
        File.SetUnixFileMode(Key, Owner | UnixFileMode.GroupRead);
        Refused().ShouldContain("may be read by others");
    }

    [Fact]
    public void Open_OfWhatIsNoKey_IsRefusedAndLeftAsItIs()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Key, "nonsense");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Key, Owner);
        Refused().ShouldContain("Delete it, and a new CA is made");
        File.ReadAllText(Key).ShouldBe("nonsense");
    }

    [Fact]
    public void Open_WhereNoFolderCanBe_SaysWhatElseThereIs()
    {
        File.WriteAllText(Path.Combine(above.FullName, "data"), "a file");
        var said = Refused();
        said.ShouldContain("XDG_DATA_HOME");
        said.ShouldContain("--cert FILE and --key FILE");
    }

    public void Dispose() => above.Delete(recursive: true);

    private string Refused() =>
        Should.Throw<OptionException>(() => KeptAuthority.Open(Folder, TimeProvider.System)).Message;
}
