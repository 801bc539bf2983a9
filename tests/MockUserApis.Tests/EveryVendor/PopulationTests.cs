namespace MockUserApis.Tests.EveryVendor;

/// <summary>A user is a pure function of seed, vendor and ordinal; ids and e-mail lead back to it.</summary>
public sealed partial class PopulationTests(MockFixture mock)
{
    [Fact]
    public async Task Population_SameSeedInTwoProcesses_IsTheSameToTheByte()
    {
        string[] options = ["--seed", "42", "--population", "1000", "--rate-limits", "off"];
        await using var one = await MockProcess.StartAsync(options);
        await using var two = await MockProcess.StartAsync(options);
        await using var other = await MockProcess.StartAsync(
            "--seed",
            "43",
            "--population",
            "1000",
            "--rate-limits",
            "off"
        );
        // What a list of the last day is about follows from the time.
        foreach (var process in new[] { one, two, other })
        {
            const string stopped = """{"now":"2026-01-01T00:00:00Z","freeze":true}""";
            var set = await process.Control.SendAsync("POST", "/_mock/sandboxes/default/clock", stopped);
            set.Status.ShouldBe(200, set.Text);
        }

        foreach (var vendor in MockFixture.Contracts)
        {
            foreach (var ordinal in new[] { 1L, 2, 999 })
            {
                var (a, b) = (await ReadAsync(one, vendor, 42, ordinal), await ReadAsync(two, vendor, 42, ordinal));
                a.Status.ShouldBe(200, $"{vendor.Slug} {ordinal}: {a.Text}");
                b.Body.ShouldBe(a.Body, $"{vendor.Slug} {ordinal}");
                (await ReadAsync(other, vendor, 43, ordinal)).Text.ShouldNotBe(
                    a.Text,
                    $"{vendor.Slug} {ordinal}: another seed, the same user"
                );
            }

            foreach (
                var target in new[]
                {
                    $"/_mock/sandboxes/default/users/{vendor.Slug}?limit=100",
                    $"/_mock/sandboxes/default/users/{vendor.Slug}?limit=5",
                }
            )
            {
                var a = await one.Control.SendAsync("GET", target);
                a.Json.GetArrayLength().ShouldBeGreaterThan(0);
                (await two.Control.SendAsync("GET", target)).Body.ShouldBe(a.Body, target);
                (await other.Control.SendAsync("GET", target)).Text.ShouldNotBe(a.Text, target);
            }

            // A token follows from the instant at which it is issued.
            var lists = vendor.Api.Contract.Operations.Where(o =>
                o.Method == "GET" && !o.Path.Contains('{', StringComparison.Ordinal) && o.Secrets.Count == 0
            );
            foreach (var list in lists)
            {
                var (a, b) = (
                    await one.Vendor(vendor.Slug).SendAsync("GET", list.Path, one.Credential(vendor.Slug), null),
                    await two.Vendor(vendor.Slug).SendAsync("GET", list.Path, two.Credential(vendor.Slug), null)
                );
                Ports().Replace(b.Text, ":0/").ShouldBe(Ports().Replace(a.Text, ":0/"), $"{vendor.Slug} {list.Id}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Indexes_OfGeneratedUsers_LeadBackToThem(string slug)
    {
        var vendor = mock.Vendor(slug);
        var users = (await mock.SandboxAsync("""{"seed":-5,"population":1000000000000}""")).AsMade.Users(vendor);
        foreach (var ordinal in new[] { 1L, 2, 3, 17, 999, 1000, 123_456, 99_999_999, 1_000_000_000_000 })
        {
            var user = users.At(ordinal).ShouldNotBeNull();
            Population.ValueOf(user.Document, users.Recipe.Indexes[0]).ShouldNotBeNull("every user has a key");
            foreach (var index in users.Recipe.Indexes)
            {
                if (Population.ValueOf(user.Document, index) is not { } value)
                    continue;
                var found = users.Find(index, value).ShouldNotBeNull($"{index.Field} {value}");
                // What several may have leads to one of them.
                if (index.Unique)
                    found.Ordinal.ShouldBe(ordinal, $"{index.Field} {value}");
                else
                    Population.ValueOf(found.Document, index).ShouldBe(value, index.Field);
            }
        }
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Indexes_OfValuesNobodyHas_FindNobody(string slug)
    {
        var users = (await mock.SandboxAsync("""{"population":1000}""")).AsMade.Users(mock.Vendor(slug));
        string[] nobody =
        [
            "",
            " ",
            "0",
            "-1",
            "1001",
            "nobody",
            "99999999999999999999",
            "user-1",
            "a.b1@example.com",
            "é",
            "ffffffffffffffff",
            new('f', 40),
            "1e0",
            "1.0",
            "00000000000000000001",
        ];
        foreach (var index in users.Recipe.Indexes)
        {
            foreach (var value in nobody)
            {
                if (users.Find(index, value) is { } found)
                    Population.ValueOf(found.Document, index).ShouldBe(value, index.Field);
            }
        }
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Users_OfAPopulation_HaveUniqueKeysAndFitTheContract(string slug)
    {
        var vendor = mock.Vendor(slug);
        // Of 300 some have names such as O'Connell, which a vendor's contract may refuse.
        var calls = new UserCalls(
            await mock.SandboxAsync("""{"population":300,"seed":11,"rateLimits":false}"""),
            vendor
        );
        var users = calls.Sandbox.Inside.Users(vendor);
        foreach (var index in users.Recipe.Indexes.Where(i => i.Unique))
        {
            var values = users
                .Scan()
                .Select(u => Population.ValueOf(u.Document, index))
                .Where(v => v is not null)
                .ToList();
            values.ShouldBe(values.Distinct(), index.Field);
        }

        // Each read is held against the spec on its way.
        foreach (var user in users.Scan())
            (await calls.ReadAsync(calls.KeyOf(user.Ordinal))).Status.ShouldBe(200);
    }

    // Links to a next page name the address.
    [System.Text.RegularExpressions.GeneratedRegex(@":\d+/")]
    private static partial System.Text.RegularExpressions.Regex Ports();

    private static Task<WireAnswer> ReadAsync(MockProcess process, Vendor vendor, long seed, long ordinal)
    {
        var key = Population.ValueOf(
            new Population(vendor.Recipe, vendor.Name, seed, 1000).At(ordinal)!.Value.Document,
            vendor.Recipe.Indexes[0]
        )!;
        return process
            .Vendor(vendor.Slug)
            .SendAsync(
                "GET",
                Examples.Path(UserCalls.ReadOf(vendor), key).Target,
                process.Credential(vendor.Slug),
                null
            );
    }
}
