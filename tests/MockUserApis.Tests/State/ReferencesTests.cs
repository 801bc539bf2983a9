namespace MockUserApis.Tests.State;

/// <summary>Shared names by their ids, on either store.</summary>
public sealed class ReferencesTests(MockFixture mock)
{
    [Fact]
    public async Task Names_ByTheirIds_AreThePopulationsAndThoseThatWereAdded()
    {
        var names = await NamesAsync();
        var added = await names.GetAsync("third");

        added.Id.ShouldBe(12);
        (await names.AtAsync(10))!.Value.Spelling.ShouldBe("first");
        (await names.AtAsync(12))!.Value.ShouldBe(added with { IsNew = false });
        (await names.AtAsync(9)).ShouldBeNull();
        (await names.AtAsync(13)).ShouldBeNull();
        (await names.AtAsync(long.MaxValue)).ShouldBeNull();
        (await names.AtAsync(long.MinValue)).ShouldBeNull();
    }

    [Fact]
    public async Task Names_AllOfThem_AreInTheOrderOfTheirIds()
    {
        var names = await NamesAsync();
        foreach (var name in (string[])["z", "a", "second", "m"])
            await names.GetAsync(name);

        (await names.AllAsync()).ShouldBe(["first", "second", "z", "a", "m"]);
        (await names.AddedAsync()).ShouldBe(["z", "a", "m"]);
    }

    [Fact]
    public async Task Setting_ThatManyAlterAtOnce_LosesNone()
    {
        var (vendor, sandbox) = (mock.Vendor("user-com"), (await mock.SandboxAsync()).Inside);
        var setting = vendor.Settings.Single(s => s.Name == "names");

        await Task.WhenAll(
            Enumerable
                .Range(1, 8)
                .Select(i => Task.Run(() => sandbox.AlterAsync(vendor, setting, text => text + i).AsTask()))
        );

        var text = (await mock.Sandboxes.FindAsync(sandbox.Name))!.Setting(vendor, setting);
        string.Concat(text[2..].Order()).ShouldBe("12345678");
    }

    private async Task<References> NamesAsync() =>
        (await mock.SandboxAsync()).Inside.References(mock.Vendor("user-com"), "things", 10, ["first", "second"]);
}
