namespace MockUserApis.Tests.Issues;

/// <summary>A login's token that had run out lived again after a reset, which sets the clock back.</summary>
public sealed class OutlivesResetTests(MockFixture mock)
{
    [Theory]
    [InlineData("reset")]
    [InlineData("snapshot")]
    public async Task Reset_TokenOfALogin_OpensNothingAnyMore(string how)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor("volt-mx");
        var before = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        var alive = await VoltMxLogin.TokenAsync(sandbox, vendor);
        await sandbox.ArrangeAsync("POST", "/clock", """{"advance":"P1D"}""");
        var later = await VoltMxLogin.TokenAsync(sandbox, vendor);
        (await VoltMxLogin.ReadAsync(sandbox, vendor, later)).Status.ShouldBe(200);
        (await VoltMxLogin.ReadAsync(sandbox, vendor, alive)).Status.ShouldBe(401);

        if (how == "reset")
            await sandbox.ArrangeAsync("POST", "/reset");
        else
            await sandbox.ArrangeAsync("PUT", "/snapshot", before);

        (await VoltMxLogin.ReadAsync(sandbox, vendor, alive)).Status.ShouldBe(401);
        (await VoltMxLogin.ReadAsync(sandbox, vendor, later)).Status.ShouldBe(401);
        var anew = await VoltMxLogin.TokenAsync(sandbox, vendor);
        (await VoltMxLogin.ReadAsync(sandbox, vendor, anew)).Status.ShouldBe(200);
        // The credential that the sandbox was made with is no login's.
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        (await sandbox.CallAsync(vendor, "GET", target)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Reset_WhatAPactStateHasSet_IsGoneWithItsUndoing()
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor("volt-mx");
        var key = sandbox.Key(vendor);
        const string revoked = """{"state":"the credential is revoked","params":{"vendor":"volt-mx"}}""";
        var gone = $$$"""{"state":"no user exists","params":{"vendor":"volt-mx","id":"{{{key}}}"}}""";
        await sandbox.ArrangeAsync("POST", "/pact-states", gone);
        await sandbox.ArrangeAsync("POST", "/pact-states", revoked);
        await sandbox.ArrangeAsync("PUT", "/settings/volt-mx", """{"reconciliationKey":"mobileNumber"}""");
        await sandbox.ArrangeAsync("PUT", "/limits/volt-mx", """{"requests":0,"window":"PT1H"}""");
        await sandbox.ArrangeAsync("POST", "/faults", """{"kind":"status","status":503}""");

        await sandbox.ArrangeAsync("POST", "/reset");

        (await sandbox.CallAsync(vendor, "GET", TestSandbox.UserTarget(vendor, key))).Status.ShouldBe(200);
        (await sandbox.ArrangeAsync("GET", "/settings/volt-mx")).Text.ShouldNotContain("\"value\":\"mobileNumber\"");
        (await sandbox.ArrangeAsync("GET", "/faults")).Json.GetArrayLength().ShouldBe(0);
        // Revoked anew and torn down by the state of before the reset: nothing of it may be put back.
        await sandbox.ArrangeAsync("DELETE", $"/users/volt-mx/{key}");
        await sandbox.ArrangeAsync("POST", "/pact-states", gone[..^1] + ""","action":"teardown"}""");
        (await sandbox.CallAsync(vendor, "GET", TestSandbox.UserTarget(vendor, key))).Status.ShouldBe(400);
    }
}
