using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MockUserApis.Kernel.Files;

internal enum FileKind
{
    File,
    Folder,
    Link,
    Other,
}

/// <summary>What lies at a path and whose it is. The framework tells neither an owner nor a device.</summary>
/// <param name="Owner">Null where it is not known: everywhere but on Linux.</param>
internal readonly record struct FileFacts(FileKind Kind, uint? Owner, UnixFileMode Mode)
{
    private const int SameFolder = -100;
    private const int NoFollow = 0x100;
    private const uint Basic = 0x7FF;
    private const int NotThere = 2;
    private const int NotAFolder = 20;

    public bool IsOursOrRoots => Owner is not { } owner || owner == 0 || owner == Us();

    public bool IsOurs => Owner is not { } owner || owner == Us();

    /// <summary>A folder where anybody may put a file in the place of another: no sticky bit.</summary>
    public bool IsOpenToAll => (Mode & UnixFileMode.OtherWrite) != 0 && (Mode & UnixFileMode.StickyBit) == 0;

    /// <summary>Null when there is nothing, or nothing that we may see.</summary>
    public static FileFacts? Of(string path, bool follow)
    {
        if (!OperatingSystem.IsLinux())
            return Portable(path, follow);
        try
        {
            // struct statx of <linux/stat.h>: the same on every architecture.
            var facts = new byte[256];
            var name = Encoding.UTF8.GetBytes(path + '\0');
            if (statx(SameFolder, name, follow ? 0 : NoFollow, Basic, facts) == 0)
                return From(facts);
            if (Marshal.GetLastPInvokeError() is NotThere or NotAFolder)
                return null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library: what the framework knows must do.
        }

        return Portable(path, follow);
    }

    private static FileFacts From(ReadOnlySpan<byte> facts)
    {
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(facts[28..]);
        var kind = (mode & 0xF000) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            _ => FileKind.Other,
        };
        return new(kind, BinaryPrimitives.ReadUInt32LittleEndian(facts[20..]), (UnixFileMode)(mode & 0xFFF));
    }

    private static FileFacts? Portable(string path, bool follow)
    {
        var file = new FileInfo(path);
        if (!follow && file.LinkTarget is not null)
            return new(FileKind.Link, null, UnixFileMode.None);
        var isFolder = Directory.Exists(path);
        if (!isFolder && !file.Exists)
            return null;
        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
        if (isFolder)
            return new(FileKind.Folder, null, mode);
        return new(path.StartsWith("/dev/", StringComparison.Ordinal) ? FileKind.Other : FileKind.File, null, mode);
    }

    private static uint Us() => geteuid();

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] facts);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();
}
