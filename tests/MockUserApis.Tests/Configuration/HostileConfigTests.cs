using System.Text;
using MockUserApis.Configuration;

namespace MockUserApis.Tests.Configuration;

/// <summary>Files that are none, or want to hurt: one sentence each, and little time and memory.</summary>
public sealed class HostileConfigTests
{
    [Fact]
    public void File_ThatIsNotThere_SaysSo() =>
        Refused(Path.Combine(Path.GetTempPath(), "no-such-file.yaml"), "cannot be read: Could not find file");

    [Fact]
    public void File_ThatIsAFolder_SaysSo() => Refused(Path.GetTempPath(), "cannot be read: Access to the path");

    [Fact]
    public void File_WithoutAnEnd_IsReadNoFurtherThanItsBound()
    {
        if (File.Exists("/dev/zero"))
            Refused("/dev/zero", "cannot be read: it is longer than 4 MiB.");
        using var file = new TemporaryFile("#" + new string('x', 4 << 20));
        Refused(file.Path, "cannot be read: it is longer than 4 MiB.");
    }

    [Fact]
    public void File_ThatIsNotText_SaysSo()
    {
        using var file = new TemporaryFile("");
        File.WriteAllBytes(file.Path, [0x6f, 0xff, 0xfe, 0x00]);

        Refused(file.Path, "cannot be read: it is not text in UTF-8.");
    }

    /// <summary>Ten lines that stand for ten thousand million values.</summary>
    [Fact]
    public void Aliases_ThatMultiply_AreRefusedBeforeTheyTakeMemory()
    {
        var bomb = new StringBuilder("sandboxes:\n  a: &a0 {x: 1}\n");
        for (var i = 1; i <= 10; i++)
            bomb.Append($"  b{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        using var file = new TemporaryFile(bomb.ToString());
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused(file.Path, ":7: This is not YAML: these are more than 200000 values, those that aliases repeat");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 << 20);
    }

    [Fact]
    public void Alias_OfItself_IsRefused()
    {
        using var file = new TemporaryFile("sandboxes: &a\n  ci: *a");
        Refused(file.Path, ":2: This is not YAML: no anchor &a ends above this.");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Levels_WithoutEnd_AreRefused(string level)
    {
        using var file = new TemporaryFile(string.Concat(Enumerable.Repeat(level, 100_000)));
        Refused(file.Path, "This is not YAML: ");
    }

    [Fact]
    public void Values_TooMany_AreRefused()
    {
        using var file = new TemporaryFile(string.Concat(Enumerable.Repeat("- 1\n", 250_000)));
        Refused(file.Path, ":200000: This is not YAML: these are more than 200000 values");
    }

    [Fact]
    public void Mistakes_WithoutEnd_AreCountedAndNotShown()
    {
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => $"  wrong{i}: 1\n"));
        using var file = new TemporaryFile("options:\n" + text);

        var wrong = Should.Throw<ConfigException>(() => ConfigFile.Read(file.Path));

        wrong.Sentences.Count.ShouldBe(21);
        wrong.Sentences[^1].ShouldBe($"{file.Path}: 80 more are not shown.");
    }

    /// <summary>A file with some of its signs changed is read, or refused with sentences.</summary>
    [Fact]
    public void File_ThatWasDamaged_IsReadOrRefused()
    {
        const string whole = """
            options: &o
              port: 0
              vendors: [gainsight-px, "volt-mx"]
            # A comment
            sandboxes:
              ci: { seed: 7, rateLimits: off }
              default:
                users:
                  gainsight-px: { ada: { title: !!str 5, score: 1 }, bob: {} }
                faults:
                  - { kind: status, status: 503 }
                  - kind: >-
                      reset
            """;
        const string signs = "{}[]:,-?&*!|>'\"%@`# \t\n\0a1\\~<=";
        var random = new Random(7);
        using var file = new TemporaryFile("");
        for (var round = 0; round < 3000; round++)
        {
            var text = whole.ToCharArray();
            for (var change = random.Next(1, 5); change > 0; change--)
                text[random.Next(text.Length)] = signs[random.Next(signs.Length)];
            File.WriteAllText(file.Path, new string(text)[..random.Next(text.Length / 2, text.Length)]);
            try
            {
                ConfigFile.Read(file.Path);
            }
            catch (ConfigException wrong)
            {
                wrong.Sentences.ShouldAllBe(s => s.StartsWith(file.Path) && !s.Contains('\n'));
            }
        }
    }

    private static void Refused(string path, string says)
    {
        var wrong = Should.Throw<ConfigException>(() => ConfigFile.Read(path));
        wrong.Sentences.ShouldHaveSingleItem().ShouldContain(says);
        wrong.Message.ShouldStartWith(path);
    }
}
