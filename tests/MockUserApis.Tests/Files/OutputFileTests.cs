namespace MockUserApis.Tests.Files;

/// <summary>Links and devices stay what they are; what cannot be written is said before a port is bound.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly ServeRun serve = new();

    [Theory]
    [InlineData("--state", "none/a.json", "folder that does not exist")]
    [InlineData("--addresses-file", "none/a.json", "folder that does not exist")]
    [InlineData("--state", "a-folder", "is a folder")]
    [InlineData("--addresses-file", "a-folder", "is a folder")]
    [InlineData("--addresses-file", "circle", "circle")]
    [InlineData("--state", "circle", "circle")]
    [InlineData("--state", "/proc/a.json", "cannot be written")]
    [InlineData("--addresses-file", "/proc/a.json", "cannot be written")]
    [InlineData("--state", "open/a.json", "every user may write")]
    [InlineData("--addresses-file", "open/a.json", "every user may write")]
    [InlineData("--state", "pipe", "regular file")]
    [InlineData("--state", "/dev/null", "regular file")]
    [InlineData("--state", "''", "empty")]
    public async Task Serve_FileThatCannotBeWritten_Exits2WithASentence(string option, string path, string said)
    {
        Directory.CreateDirectory(serve.At("a-folder"));
        var open = Directory.CreateDirectory(serve.At("open"));
        if (!OperatingSystem.IsWindows())
            open.UnixFileMode = (UnixFileMode)511;
        File.CreateSymbolicLink(serve.At("circle"), "circle");
        var (code, errors) = await serve.EndAsync($"mkfifo pipe; {{}} {option} {path}");
        code.ShouldBe(2, errors);
        errors.ShouldContain(said);
        errors.ShouldContain(option);
        errors.ShouldNotContain("   at ");
        errors.Trim().ShouldNotContain("\n");
        open.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Serve_StateAndAddressesInOneFile_IsRefused()
    {
        var (code, errors) = await serve.EndAsync("{} --state one.json --addresses-file ./one.json");
        code.ShouldBe(2, errors);
        errors.ShouldContain("one file");
    }

    [Theory]
    [InlineData("addresses.json", "addresses.json")]
    [InlineData("link", "real/target.json")]
    public async Task AddressesFile_LinkOrFile_IsWrittenForOurEyesAndGoneAfterwards(string named, string real)
    {
        Directory.CreateDirectory(serve.At("real"));
        File.CreateSymbolicLink(serve.At("link"), "real/target.json");
        await File.WriteAllTextAsync(serve.At(real), "stale");
        await serve.ReadyAsync($"{{}} --addresses-file {named} --state state.json", serve.At(named));
        new FileInfo(serve.At("link")).LinkTarget.ShouldBe("real/target.json");
        Mode(real).ShouldBe("600");
        serve.Signal("TERM");
        (await serve.EndedAsync()).Code.ShouldBe(0);
        File.Exists(serve.At(real)).ShouldBeFalse("it names ports that nobody listens on any more");
        new FileInfo(serve.At("link")).LinkTarget.ShouldBe("real/target.json");
        Mode("state.json").ShouldBe("600");
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        Directory
            .GetFiles(serve.Folder, "*", all)
            .ShouldBe([serve.At("link"), serve.At("state.json")], ignoreOrder: true, "no half-written file stays");
    }

    [Fact]
    public async Task AddressesFile_Stale_IsGoneBeforeAServerThatCannotStart()
    {
        await File.WriteAllTextAsync(serve.At("addresses.json"), "[]");
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var (code, errors) = await serve.EndAsync($"{{}} --addresses-file addresses.json", port);
        code.ShouldBe(1, errors);
        errors.ShouldContain(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        errors.ShouldNotContain("   at ");
        File.Exists(serve.At("addresses.json")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/stdout")]
    [InlineData("/proc/self/fd/1")]
    public async Task AddressesFile_Device_IsWrittenThroughAndServed(string device)
    {
        // The greeting's last line says that it serves; only then is it told to stop.
        var line = $"mkfifo out; (sed '/Ctrl/q' out > seen; kill -TERM $$) & {{}} --addresses-file {device} > out";
        (await serve.EndAsync(line)).ShouldBe((0, ""));
        (await File.ReadAllTextAsync(serve.At("seen"))).ShouldContain("Ctrl");
        File.Exists(device).ShouldBeTrue();
    }

    [Fact]
    public async Task AddressesFile_Pipe_IsWrittenThroughAndStays()
    {
        const string line = "mkfifo pipe; (cat pipe > seen; kill -TERM $$) & {} --addresses-file pipe";
        var (code, _) = await serve.EndAsync(line);
        code.ShouldBe(0);
        (await File.ReadAllTextAsync(serve.At("seen"))).ShouldStartWith("[{");
        new FileInfo(serve.At("pipe")).Length.ShouldBe(0);
        File.Exists(serve.At("pipe")).ShouldBeTrue();
    }

    [Fact]
    public async Task State_FolderGone_SavingOnDemandIsAProblemAndStoppingSaysSo()
    {
        Directory.CreateDirectory(serve.At("away"));
        var control = await serve.ReadyAsync("{} --addresses-file a.json --state away/state.json", serve.At("a.json"));
        (await control.SendAsync("POST", "/_mock/state")).Status.ShouldBe(204);
        Directory.Move(serve.At("away"), serve.At("moved"));
        var before = await File.ReadAllTextAsync(serve.At("moved/state.json"));
        var answer = await control.SendAsync("POST", "/_mock/state");
        answer.Status.ShouldBe(507);
        answer.Header("Content-Type").ShouldBe("application/problem+json");
        answer.Text.ShouldContain("away/state.json");
        serve.Signal("TERM");
        var (code, errors) = await serve.EndedAsync();
        code.ShouldBe(1, errors);
        errors.ShouldContain("away/state.json");
        errors.ShouldNotContain("   at ");
        (await File.ReadAllTextAsync(serve.At("moved/state.json"))).ShouldBe(before);
    }

    public void Dispose() => serve.Dispose();

    private string Mode(string file) =>
        OperatingSystem.IsWindows() ? "600" : Convert.ToString((int)File.GetUnixFileMode(serve.At(file)), 8);
}
