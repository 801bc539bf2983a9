using MockUserApis.Testing;

namespace MockUserApis.Tests.Clients;

/// <summary>The same scenarios without a socket: the clients on the handler of a mock inside the process.</summary>
public static class OnHandler
{
    private static readonly Lazy<Task<MockApis>> Mock = new(() => MockApis.StartAsync(o => o.InProcess = true));

    public static async Task<Stage> StageAsync(string slug)
    {
        var mock = await Mock.Value;
        var sandbox = await mock.CreateSandboxAsync();
        return new Stage(
            sandbox.Name,
            MockFixture.Known.Single(v => v.Slug == slug),
            mock[slug].BaseAddress,
            mock.CreateClient(),
            mock.CreateHandler
        );
    }
}

public sealed class GainsightPxOnHandlerTests(MockFixture mock) : GainsightPxClientTests(mock)
{
    protected override Task<Stage> StageAsync() => OnHandler.StageAsync("gainsight-px");
}

public sealed class UserComOnHandlerTests(MockFixture mock) : UserComClientTests(mock)
{
    protected override Task<Stage> StageAsync() => OnHandler.StageAsync("user-com");
}

public sealed class ChannelTalkOnHandlerTests(MockFixture mock) : ChannelTalkClientTests(mock)
{
    protected override Task<Stage> StageAsync() => OnHandler.StageAsync("channel-talk");
}

public sealed class FoldspaceOnHandlerTests(MockFixture mock) : FoldspaceClientTests(mock)
{
    protected override Task<Stage> StageAsync() => OnHandler.StageAsync("foldspace");
}

public sealed class VoltMxOnHandlerTests(MockFixture mock) : VoltMxClientTests(mock)
{
    protected override Task<Stage> StageAsync() => OnHandler.StageAsync("volt-mx");
}
