using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// A body that is not sent as it is: strict refuses it and names the header; lenient takes what the vendor's framework
/// may take.
/// </summary>
public sealed class ContentEncodingTests(MockFixture mock)
{
    public static TheoryData<string, string> Updates()
    {
        var data = new TheoryData<string, string>();
        foreach (var vendor in MockFixture.Apis)
            data.Add(vendor.Id, vendor.UpdateOperation);
        return data;
    }

    [Theory]
    [InlineData("gainsight-px", true)]
    [InlineData("user-com", false)]
    [InlineData("channel-talk", true)]
    [InlineData("foldspace", true)]
    [InlineData("volt-mx", false)]
    public void Frameworks_OfTheVendors_InflateOrDoNot(string slug, bool inflates) =>
        mock.Api(slug).BodyRules.Inflates.ShouldBe(inflates);

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Strict_AnyEncoding_Is415AndTheDiagnosisNamesTheHeader(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        var good = Encoding.UTF8.GetBytes(calls.Good);
        (string Name, byte[] Body)[] sent =
        [
            ("gzip", Gzip(good)),
            ("X-GZIP", Gzip(good)),
            ("deflate", Zlib(good)),
            ("br", Brotli(good)),
            ("gzip", good),
            ("br", good),
            ("zstd", [0x28, 0xB5, 0x2F, 0xFD]),
            ("nonsense", good),
            ("gzip, gzip", Gzip(Gzip(good))),
            ("gzip, identity", Gzip(good)),
        ];
        foreach (var (name, body) in sent)
        {
            var answer = await calls.SendAsync(body, more: Coded(name));

            answer.Status.ShouldBe(415, $"{name}: {answer.Text}");
            answer.Header("X-Mock-Evidence").ShouldBe("ASSUMED");
            var entry = await calls.EntryAsync(answer);
            var finding = entry.GetProperty("findings").EnumerateArray().Single();
            finding.GetProperty("pointer").GetString().ShouldBe("/Content-Encoding");
            finding.GetProperty("in").GetString().ShouldBe("header");
            finding.GetProperty("evidence").GetString().ShouldBe("ASSUMED");
            finding.GetProperty("refused").GetBoolean().ShouldBeTrue();
            var diagnosis = entry.GetProperty("diagnosis");
            diagnosis.GetProperty("summary").GetString()!.ShouldContain("/Content-Encoding");
            if (!diagnosis.TryGetProperty("curl", out var curl))
                continue;
            curl.GetString()!.ShouldNotContain("Content-Encoding", Case.Insensitive);
        }

        var identity = await calls.SendAsync(good, more: Coded("Identity"));
        identity.Status.ShouldNotBe(415);
        (await calls.EntryAsync(identity))
            .GetProperty("findings")
            .EnumerateArray()
            .ShouldNotContain(f => f.GetProperty("in").GetString() == "header");
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Strict_CompressedUpdate_IsShownAsTheClientMeantIt(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);

        var answer = await calls.SendAsync(Gzip(Encoding.UTF8.GetBytes(calls.Good)), more: Coded("gzip"));

        var entry = await calls.EntryAsync(answer);
        entry.GetProperty("body").ValueKind.ShouldBe(JsonValueKind.Object);
        var first = JsonDocument.Parse(calls.Good).RootElement.EnumerateObject().First();
        entry.GetProperty("body").GetProperty(first.Name).ToString().ShouldBe(first.Value.ToString());
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Lenient_GzipAndDeflate_AreTakenWhereTheFrameworkMay(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation, "lenient");
        calls.MayDepart = true;
        var good = Encoding.UTF8.GetBytes(calls.Good);
        (string Name, byte[] Body)[] sent =
        [
            ("gzip", Gzip(good)),
            ("deflate", Zlib(good)),
            ("deflate", Deflate(good)),
            ("br", Brotli(good)),
            ("zstd", good),
        ];
        foreach (var (name, body) in sent)
        {
            var answer = await calls.SendAsync(body, more: Coded(name));

            var taken = name is "gzip" or "deflate" && mock.Api(slug).BodyRules.Inflates;
            if (taken)
                answer.Status.ShouldBeLessThan(300, $"{name}: {answer.Text}");
            else
                answer.Status.ShouldBe(415, $"{name}: {answer.Text}");
            answer.Header("X-Mock-Findings").ShouldNotBeNull();
            answer.Header("X-Mock-Evidence").ShouldBe("ASSUMED");
        }
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Lenient_BombOrNoGzip_IsRefused(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation, "lenient");
        var good = Encoding.UTF8.GetBytes(calls.Good);
        var bomb = Gzip(new byte[200 << 20]);
        bomb.Length.ShouldBeLessThan(1 << 20);
        var statuses = new List<int>();
        byte[][] bodies = [bomb, good, Gzip(good)[..20]];
        foreach (var body in bodies)
            statuses.Add((await calls.SendAsync(body, more: Coded("gzip"))).Status);

        statuses.ShouldBe(mock.Api(slug).BodyRules.Inflates ? [413, 400, 400] : [415, 415, 415]);
    }

    private static KeyValuePair<string, string> Coded(string name) => new("Content-Encoding", name);

    private static byte[] Gzip(byte[] body) => Packed(body, s => new GZipStream(s, CompressionLevel.Optimal));

    private static byte[] Zlib(byte[] body) => Packed(body, s => new ZLibStream(s, CompressionLevel.Optimal));

    private static byte[] Deflate(byte[] body) => Packed(body, s => new DeflateStream(s, CompressionLevel.Optimal));

    private static byte[] Brotli(byte[] body) => Packed(body, s => new BrotliStream(s, CompressionLevel.Fastest));

    private static byte[] Packed(byte[] body, Func<Stream, Stream> pack)
    {
        var target = new MemoryStream();
        using (var stream = pack(target))
            stream.Write(body);
        return target.ToArray();
    }
}
