using System.Reflection;
using System.Text.RegularExpressions;
using Xunit.v3;

namespace MockUserApis.Tests.Support;

/// <summary>
/// A test of what a route of the control plane does when it succeeds. After the test it must have succeeded.
/// </summary>
/// <param name="method">The HTTP method.</param>
/// <param name="path">As the table of routes has it, below <c>/_mock</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed partial class SucceedsAttribute(string method, string path) : BeforeAfterTestAttribute
{
    public string Route => $"{method} {path}";

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => TestLog.Open(test);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current.TestState?.Result != TestResult.Passed)
            return;
        var lines = TestLog.Of(test);
        var expected = $@"^{method} /_mock{Parameter().Replace(Regex.Escape(path), "[^/?]+")}(\?.*)? 2\d\d$";
        lines.ShouldContain(l => Regex.IsMatch(l, expected), $"{Route} did not succeed: {string.Join(", ", lines)}");
    }

    // Escaped: \{name}
    [GeneratedRegex(@"\\\{\w+}")]
    private static partial Regex Parameter();
}
