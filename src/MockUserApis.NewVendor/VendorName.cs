using System.Globalization;
using System.Text.RegularExpressions;

namespace MockUserApis.NewVendor;

/// <summary>What a vendor may be called, and which port is free for it.</summary>
internal static partial class VendorName
{
    private static readonly string[] Vendors = ["src", "MockUserApis.Vendors"];

    public static void Check(string name, string repository)
    {
        if (!Form().IsMatch(name))
        {
            throw new NewVendorException(
                $"\"{name}\" cannot be a vendor's name: classes are named after it. "
                    + "Write 3 to 40 letters and digits in PascalCase, e.g. NAME=TwoWords."
            );
        }

        if (Directory.Exists(Folder(repository, name)) || File.Exists(Spec(repository, name)))
        {
            throw new NewVendorException(
                $"There is a vendor {name} already: src/MockUserApis.Vendors/{name} or specs/{name}.yaml. "
                    + "Choose another NAME, or delete it first."
            );
        }

        if (WordOfTheKernel(name, repository) is { } file)
        {
            throw new NewVendorException(
                $"\"{name}\" is a word of {Path.GetRelativePath(repository, file)}, and the kernel names no vendor "
                    + "(KernelNamesNoVendorTests). Choose a longer NAME."
            );
        }
    }

    /// <summary>The kebab case of it: <c>two-words</c> of <c>TwoWords</c>, as the kernel makes it.</summary>
    public static string Slug(string name) => Joined(name, "-").ToLowerInvariant();

    /// <summary><c>Two Words</c> of <c>TwoWords</c>.</summary>
    public static string Title(string name) => Joined(name, " ");

    /// <summary>The one behind the last that a vendor has.</summary>
    public static int FreeOffset(string repository) =>
        1
        + Directory
            .EnumerateFiles(Path.Combine([repository, .. Vendors]), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Offset().Matches(File.ReadAllText(f)))
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .DefaultIfEmpty()
            .Max();

    private static string Folder(string repository, string name) => Path.Combine([repository, .. Vendors, name]);

    private static string Spec(string repository, string name) => Path.Combine(repository, "specs", name + ".yaml");

    private static string? WordOfTheKernel(string name, string repository)
    {
        string[] words = [name, Slug(name), Title(name)];
        return Directory
            .EnumerateFiles(Path.Combine(repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Relative(f, repository).Split('/').Any(s => s is "bin" or "obj" or "MockUserApis.Vendors"))
            .FirstOrDefault(f =>
            {
                var text = File.ReadAllText(f);
                return words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));
            });
    }

    private static string Relative(string file, string repository) =>
        Path.GetRelativePath(repository, file).Replace('\\', '/');

    private static string Joined(string name, string between) =>
        string.Concat(name.Select((c, i) => (i > 0 && char.IsUpper(c) ? between : "") + c));

    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9]{2,39}\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"int PortOffset => (\d+);")]
    private static partial Regex Offset();
}
