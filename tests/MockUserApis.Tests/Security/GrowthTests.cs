namespace MockUserApis.Tests.Security;

/// <summary>
/// A request that is four times as large costs about four times as much: steps and allocated bytes are counted, not
/// time. n log n would be five times as much, a loop within a loop sixteen; what doubles its room lies between.
/// </summary>
public sealed class GrowthTests
{
    private const int Factor = 4;
    private const double MaxGrowth = 7.5;

    public static TheoryData<string> Dimensions => [.. Growing.All.Select(g => g.Name)];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public async Task Request_OfFourTimesTheSize_CostsNoMoreThanInProportion(string name)
    {
        await using var server = await MeasuredServer.StartAsync();
        var growing = Growing.All.Single(g => g.Name == name);
        // What is made once, whatever the size.
        growing.Send(new GrowingUser(server, 1), growing.Size);
        growing.Send(new GrowingUser(server, 2), growing.Size * Factor);
        var small = growing.Send(new GrowingUser(server, 3), growing.Size);
        var large = growing.Send(new GrowingUser(server, 4), growing.Size * Factor);
        large.Status.ShouldBe(small.Status, large.Answer);
        large.Status.ShouldBeLessThan(500);
        var told = $"{name}: {small.Bytes} → {large.Bytes} bytes, {small.Steps} → {large.Steps} steps";
        ((double)large.Bytes / small.Bytes).ShouldBeLessThan(MaxGrowth, told);
        ((large.Steps + 1000.0) / (small.Steps + 1000.0)).ShouldBeLessThan(MaxGrowth, told);
    }
}
