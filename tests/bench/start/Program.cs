using System.Diagnostics;
using System.Globalization;
using MockUserApis.Testing;

// In-process start to first answer: MockApis.StartAsync until one vendor read has come back, the mock stopped in
// between.
const int Runs = 50;
foreach (var inProcess in (bool[])[false, true])
{
    var first = await MeasureAsync(inProcess);
    var later = new List<double>();
    for (var i = 0; i < Runs; i++)
        later.Add(await MeasureAsync(inProcess));
    later.Sort();
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(inProcess ? "handler" : "sockets"), -8} first {first, 6:0} ms   then median {later[Runs / 2], 5:0.0} ms, p90 {later[Runs * 9 / 10], 5:0.0} ms, worst {later[^1], 5:0.0} ms of {Runs}"
        )
    );
}

static async Task<double> MeasureAsync(bool inProcess)
{
    var clock = Stopwatch.StartNew();
    await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
    using var client = mock.GainsightPx.CreateClient();
    using var answer = await client.GetAsync(new Uri("v1/users/user-000001", UriKind.Relative));
    answer.EnsureSuccessStatusCode();
    return clock.Elapsed.TotalMilliseconds;
}
