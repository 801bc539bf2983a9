using System.Security.Cryptography;

namespace MockUserApis.Kernel.State;

/// <summary>A secret that keeps strangers out: the control plane's token, the sandboxes' secret.</summary>
public static class SharedSecret
{
    private const int Least = 16;

    /// <summary>Null when it is good enough; else a message that offers a good one and hides the bad one.</summary>
    /// <param name="name">The option or variable that gave it.</param>
    /// <param name="value">What it gave.</param>
    public static string? Problem(string name, string value) =>
        value.Length >= Least && value.All(c => c is > ' ' and < '\u007f')
            ? null
            : $"{name} needs {Least} characters or more, letters, digits and signs without spaces. "
                + $"A new one to copy: {RandomNumberGenerator.GetHexString(32, lowercase: true)}";
}
