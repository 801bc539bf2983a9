using System.Text.Json;

namespace MockUserApis.Tests.Contract;

/// <summary>Paths are matched exactly as the spec writes them.</summary>
public sealed class RouterTests
{
    private static readonly Router Router = new(
        new[]
        {
            ("/v1/users", "GET"),
            ("/v1/users", "POST"),
            ("/v1/users/{id}", "GET"),
            ("/v1/users/{id}", "PUT"),
            ("/v1/users/update", "PUT"),
            ("/v1/users/@{member}", "GET"),
            ("/v1/users/{id}/tags/{tag}", "DELETE"),
            ("/v1/things/{id}/", "GET"),
            ("/v1/users/me/tags", "GET"),
        }.Select(p => Make(p.Item1, p.Item2))
    );

    [Theory]
    [InlineData("/v1/users", "/v1/users", "")]
    [InlineData("/v1/users/17", "/v1/users/{id}", "17")]
    [InlineData("/v1/users/update", "/v1/users/update", "")]
    [InlineData("/v1/users/Update", "/v1/users/{id}", "Update")]
    [InlineData("/v1/users/@ada", "/v1/users/@{member}", "ada")]
    [InlineData("/v1/users/@", "/v1/users/{id}", "@")]
    [InlineData("/v1/users/%40ada", "/v1/users/{id}", "@ada")]
    [InlineData("/v1/users/a@b.c", "/v1/users/{id}", "a@b.c")]
    [InlineData("/v1/users/a%2Fb", "/v1/users/{id}", "a/b")]
    [InlineData("/v1/users/a%20b+c", "/v1/users/{id}", "a b+c")]
    [InlineData("/v1/users/%C3%A9", "/v1/users/{id}", "é")]
    [InlineData("/v1/users/..", "/v1/users/{id}", "..")]
    [InlineData("/v1/users/7/tags/red", "/v1/users/{id}/tags/{tag}", "7,red")]
    [InlineData("/v1/users/me/tags/red", "/v1/users/{id}/tags/{tag}", "me,red")]
    [InlineData("/v1/users/me/tags", "/v1/users/me/tags", "")]
    [InlineData("/v1/users/update/tags/x", "/v1/users/{id}/tags/{tag}", "update,x")]
    [InlineData("/v1/things/9/", "/v1/things/{id}/", "9")]
    public void Find_APathOfTheSpec_LeadsToItsOperations(string path, string template, string values)
    {
        var route = Router.Find(path);
        route.Operations.ShouldAllBe(o => o.Path == template);
        string.Join(',', route.Values).ShouldBe(values);
        route.Names.Length.ShouldBe(route.Values.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("*")]
    [InlineData("v1/users")]
    [InlineData("//v1/users")]
    [InlineData("/V1/users")]
    [InlineData("/v1/Users")]
    [InlineData("/v1/users/")]
    [InlineData("/v1//users")]
    [InlineData("/v1/users//")]
    [InlineData("/v1/users/17/")]
    [InlineData("/v1/users/17/tags")]
    [InlineData("/v1/users/17/tags/")]
    [InlineData("/v1/things/9")]
    [InlineData("/v1/things//")]
    [InlineData("/v1")]
    [InlineData("/v1/user%73")]
    public void Find_AnyOtherPath_LeadsNowhere(string path) => Router.Find(path).Found.ShouldBeFalse();

    [Fact]
    public void Find_APathOfManySegments_LeadsNowhereAtOnce() =>
        Router.Find(string.Concat(Enumerable.Repeat("/a", 10_000))).Found.ShouldBeFalse();

    [Fact]
    public void Find_OnePathOfSeveralMethods_HasThemAll() =>
        Router.Find("/v1/users/1").Operations.Select(o => o.Method).ShouldBe(["GET", "PUT"]);

    private static Operation Make(string path, string method) =>
        new()
        {
            Id = method + path,
            Method = method,
            Path = path,
            Tag = "t",
            Summary = "",
            Rule = new Rule("r", Evidence.SEED),
            Parameters = [],
            Answers = new Dictionary<string, Answer>(),
            Json = default(JsonElement),
            Secrets = new HashSet<string>(),
        };
}
