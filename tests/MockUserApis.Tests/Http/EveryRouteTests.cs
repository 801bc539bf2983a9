using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace MockUserApis.Tests.Http;

/// <summary>Every route there is, in every spelling: the token is asked for, whatever the path looks like.</summary>
public sealed partial class EveryRouteTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static readonly string[] Public = ["GET,HEAD /_mock/health", "GET /_mock/ca.pem"];

    /// <summary>A route that needs no token must be written down here: added by mistake, it fails this test.</summary>
    [Fact]
    public async Task Routes_ThatNeedNoToken_AreTheseAlone()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        var open = new List<string>();
        foreach (var route in server.Routes)
        {
            var answers = new List<int>();
            foreach (var method in Methods(route))
            {
                answers.Add((await server.Control.SendAsync(method, Path(route))).Status);
            }

            if (answers.Exists(status => status != 401))
                open.Add($"{string.Join(',', Methods(route))} {Path(route)}");
        }

        open.ShouldBe(Public);
        server.Routes.Count().ShouldBeGreaterThan(35);
    }

    [Fact]
    public async Task Routes_InEverySpelling_AskForTheToken()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        var port = server.Directory.BasePort;
        var wrong = new List<string>();
        foreach (var route in server.Routes.Where(r => !Public.Any(p => p.EndsWith(Path(r), StringComparison.Ordinal))))
        {
            foreach (var (name, request) in Spelling.Of(Methods(route)[0], Path(route), port))
            {
                var answer = Wire.Parse(await server.Control.RawAsync(request));
                if (answer.Status == 401 && answer.Header("WWW-Authenticate") is not null)
                    continue;
                wrong.Add($"{name} → {answer.Status}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>Health in another letter case is the same route, and public; in no spelling is it a way in.</summary>
    [Fact]
    public async Task Health_InEverySpelling_IsHealthOrAsksForTheToken()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        foreach (var (name, request) in Spelling.Of("GET", "/_mock/health", server.Directory.BasePort))
        {
            var answer = Wire.Parse(await server.Control.RawAsync(request));
            if (answer.Status == 200)
                answer.Text.ShouldBe("""{"status":"ready"}""", name);
            else
                answer.Status.ShouldBe(401, name);
        }
    }

    [Fact]
    public async Task Routes_AtTheVendorsPorts_AreNotThere()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        foreach (var vendor in server.Directory.All)
        {
            foreach (var (spelling, request) in Spelling.Of("GET", "/_mock/sandboxes", server.Port(vendor)))
            {
                var answer = Wire.Parse(await server.Wire(vendor).RawAsync(request));
                answer.Header("X-Mock-Exchange").ShouldNotBeNull($"{vendor.Slug} {spelling}");
                answer.Status.ShouldBeInRange(400, 499, $"{vendor.Slug} {spelling}");
            }
        }
    }

    private static IReadOnlyList<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static string Path(RouteEndpoint route) =>
        Parameter()
            .Replace(
                "/" + route.RoutePattern.RawText!.TrimStart('/'),
                m =>
                    m.Groups[1].Value switch
                    {
                        "sandbox" => "default",
                        "slug" => MockFixture.Known[0].Slug,
                        "documentName" => "v1",
                        _ => "1",
                    }
            );

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
