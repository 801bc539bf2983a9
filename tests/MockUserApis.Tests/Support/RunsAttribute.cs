using System.Reflection;
using Xunit.v3;

namespace MockUserApis.Tests.Support;

/// <summary>
/// A test of what a command, or an option of it, does when it succeeds. After the test it must have run.
/// </summary>
/// <param name="command">Its name.</param>
/// <param name="options">Those that the test gives; none: the command alone.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RunsAttribute(string command, params string[] options) : BeforeAfterTestAttribute
{
    public IEnumerable<string> All => options.Length == 0 ? [command] : options.Select(o => $"{command} {o}");

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => TestLog.Open(test);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current.TestState?.Result != TestResult.Passed)
            return;
        var lines = TestLog.Of(test);
        foreach (var option in options.DefaultIfEmpty(command))
        {
            lines.ShouldContain(
                l => l.StartsWith(command + " ", StringComparison.Ordinal) && l.Split(' ').Contains(option),
                $"{command} {option} did not run: {string.Join(", ", lines)}"
            );
        }
    }
}
