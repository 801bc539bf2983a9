using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A request that found a sandbox over dropped it by its name: also one that another had just made anew under that
/// name, credentials and all.
/// </summary>
public sealed class ExpiredSandboxRaceTests : IAsyncLifetime
{
    private static readonly SandboxOptions Wanted = new("ci", 1, 10, Profile.Strict, true);
    private readonly Time time = new();
    private Server? server;

    public async ValueTask InitializeAsync() =>
        server = await Server.StartAsync(more: builder =>
        {
            Store.Use?.Invoke(builder);
            builder.Services.AddSingleton<TimeProvider>(time);
        });

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    [Fact]
    public void Find_OfASandboxThatIsOver_LeavesTheNextOneOfItsNameAlone()
    {
        var sandboxes = server!.Sandboxes;
        sandboxes.Create(Wanted, TimeSpan.FromMinutes(1)).ShouldNotBeNull();
        time.Pass(TimeSpan.FromMinutes(2));
        time.Meanwhile(() =>
        {
            sandboxes.Find("ci").ShouldBeNull();
            sandboxes.Create(Wanted with { Seed = 2 }, null).ShouldNotBeNull();
        });

        sandboxes.Find("ci");

        sandboxes.Find("ci").ShouldNotBeNull().Seed.ShouldBe(2);
        foreach (var vendor in server.Directory.All)
            sandboxes.Open(vendor, vendor.Issue("ci")[0].Credential).ShouldNotBeNull().Sandbox.Seed.ShouldBe(2);
    }

    [Fact]
    public void Create_UnderTheNameOfOneThatIsOver_TakesItsPlace()
    {
        var sandboxes = server!.Sandboxes;
        sandboxes.Create(Wanted, TimeSpan.FromMinutes(1)).ShouldNotBeNull();
        sandboxes.Create(Wanted, null).ShouldBeNull();
        time.Pass(TimeSpan.FromMinutes(2));

        sandboxes.Create(Wanted with { Seed = 2 }, null).ShouldNotBeNull();

        sandboxes.Find("ci").ShouldNotBeNull().Seed.ShouldBe(2);
    }

    private sealed class Time : TimeProvider
    {
        private readonly AsyncLocal<StrongBox<Action?>?> meanwhile = new();
        private long passed;

        public void Pass(TimeSpan time) => Interlocked.Add(ref passed, time.Ticks);

        /// <summary>What another request does while the next caller of this looks at the time.</summary>
        public void Meanwhile(Action other) => meanwhile.Value = new StrongBox<Action?>(other);

        public override DateTimeOffset GetUtcNow()
        {
            // Once, wherever a call goes on that waited for its store.
            if (meanwhile.Value is { } once)
                Interlocked.Exchange(ref once.Value, null)?.Invoke();
            return System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref passed));
        }
    }
}
