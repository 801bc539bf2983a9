namespace MockUserApis.Kernel.Files;

/// <summary>Where a file really lies, links followed, and whether that is a place to write to.</summary>
internal static class Place
{
    private const int MaxLinks = 40;

    /// <summary>
    /// The rule on folders: the file's own folder, and that of each link on the way, is ours or root's and not open to
    /// every user without the sticky bit; each link is ours or root's. Else another user decides what we overwrite. A
    /// group that may write is trusted: somebody gave it that on purpose.
    /// </summary>
    public static (string Real, FileKind? Kind) Of(string path, string named)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new OutputFileException($"{named} is empty. Name a file.");
        var at = Path.GetFullPath(path);
        for (var links = 0; links <= MaxLinks; links++)
        {
            var facts = FileFacts.Of(at, follow: false);
            if (facts?.Kind == FileKind.Folder)
                throw Refused("a folder. Name a file in it.");
            if (facts?.Kind == FileKind.Other)
                return (at, FileKind.Other);
            var folder = Path.GetDirectoryName(at)!;
            // /dev/stdout leads there, to what has no name: open files of this process.
            var isLink = facts?.Kind == FileKind.Link;
            if (isLink && folder.StartsWith("/proc/", StringComparison.Ordinal))
                return (at, FileKind.Other);
            if (Trouble(folder) is { } trouble)
                throw Refused(trouble);
            if (!isLink)
                return (at, facts?.Kind);
            if (facts is { IsOursOrRoots: false })
                throw Refused($"a link of another user ({at}). Name the file.");
            at = Path.GetFullPath(new FileInfo(at).LinkTarget!, folder);
        }

        throw Refused("a symbolic link that leads in a circle. Mend it, or name another file.");

        OutputFileException Refused(string what) => new($"{named} {path} is {what}");
    }

    private static string? Trouble(string folder)
    {
        if (FileFacts.Of(folder, follow: true) is not { Kind: FileKind.Folder } facts)
        {
            return $"in a folder that does not exist ({folder}). Make it, or name another file.";
        }

        const string danger = "could put a link there";
        if (!facts.IsOursOrRoots)
        {
            return $"in a folder of another user ({folder}), who {danger}. Start as that user, or name another file.";
        }

        return facts.IsOpenToAll
            ? $"in a folder where every user may write ({folder}), and {danger}. Mend it (chmod o-w), or name another."
            : null;
    }
}
