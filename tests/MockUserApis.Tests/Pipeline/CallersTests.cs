using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Pipeline;

/// <summary>Who calls is asked of every request to a vendor, so asking costs no memory.</summary>
public sealed class CallersTests
{
    private const int Times = 10_000;

    [Theory]
    [InlineData("127.0.0.1:5081")]
    [InlineData("localhost:5081")]
    [InlineData("[::1]:5081")]
    [InlineData("mock.example.com")]
    public void Callers_ClientOutsideABrowser_CostsNoMemory(string host)
    {
        var callers = new Callers(new MockOptions { AllowedHosts = ["mock.example.com"] });
        var request = new DefaultHttpContext().Request;
        request.Headers.Host = host;
        request.Headers["X-API-KEY"] = "key";
        Ask(callers, request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask(callers, request);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Times);
    }

    private static void Ask(Callers callers, HttpRequest request)
    {
        for (var i = 0; i < Times; i++)
        {
            if (callers.IsForeignHost(request.Headers.Host))
                throw new InvalidOperationException("foreign host");
            if (callers.IsForeignPage(request))
                throw new InvalidOperationException("foreign page");
        }
    }
}
