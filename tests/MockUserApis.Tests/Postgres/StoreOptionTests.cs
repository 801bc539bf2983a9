namespace MockUserApis.Tests.Postgres;

/// <summary><c>--store</c> that cannot be: a message with the fix, the right exit code, never the password.</summary>
public sealed class StoreOptionTests
{
    [Theory]
    [InlineData("mysql://mock:open-sesame@127.0.0.1/mock", 2, "neither \"memory\" nor a PostgreSQL address")]
    [InlineData("postgres://mock:open-sesame@127.0.0.1", 2, "names no database")]
    [InlineData("postgres://127.0.0.1/mock", 2, "names no user")]
    [InlineData("postgres://mock:open-sesame@127.0.0.1/mock?colour=red", 2, "parameter \"colour\"")]
    [InlineData("postgres://mock:open-sesame@127.0.0.1/mock?pool=none", 2, "parameter \"pool\"")]
    [InlineData(
        "postgres://mock:open-sesame@127.0.0.1:1/mock",
        1,
        "127.0.0.1:1, database \"mock\", user \"mock\", cannot be opened"
    )]
    public async Task Serve_StoreThatCannotBe_EndsWithASentence(string url, int code, string sentence)
    {
        var ended = await Should.ThrowAsync<InvalidOperationException>(() => MockProcess.StartAsync("--store", url));
        ended.Message.ShouldContain($"serve ended with {code}");
        ended.Message.ShouldContain(sentence);
        ended.Message.ShouldNotContain("open-sesame");
        ended.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Serve_StoreAndState_Exits2()
    {
        var ended = await Should.ThrowAsync<InvalidOperationException>(() =>
            MockProcess.StartAsync("--store", "postgres://mock@127.0.0.1/mock", "--state", "state.json")
        );
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldContain("Leave one of them out");
    }

    [DatabaseFact]
    public async Task Serve_OtherSeedThanTheDatabases_Exits2()
    {
        var url = Store.NewUrl();
        await using (await MockProcess.StartAsync("--store", url)) { }
        var ended = await Should.ThrowAsync<InvalidOperationException>(() =>
            MockProcess.StartAsync("--store", url, "--seed", "7")
        );
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldContain("--seed 1");
    }

    [DatabaseFact]
    public async Task Serve_SchemaOfANewerProgram_Exits2()
    {
        var url = Store.NewUrl();
        await using (await MockProcess.StartAsync("--store", url)) { }
        Store.Run(url, "UPDATE schema_version SET version = 99");
        var ended = await Should.ThrowAsync<InvalidOperationException>(() => MockProcess.StartAsync("--store", url));
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldContain("version 99");
    }
}
