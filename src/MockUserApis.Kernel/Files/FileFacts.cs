using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MockUserApis.Kernel;

internal enum FileKind { File, Folder, Link, Other }

/// <summary>What lies at a path and whose it is. The framework tells neither the owner nor a device from a file.</summary>
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

    /// <summary>Anybody may put a file of theirs in the place of another: a folder for all without the sticky bit.</summary>
    public bool IsOpenToAll => (Mode & UnixFileMode.OtherWrite) != 0 && (Mode & UnixFileMode.StickyBit) == 0;

    /// <summary>Null when there is nothing, or nothing that we may see.</summary>
    public static FileFacts? Of(string path, bool follow)
    {
        if (!OperatingSystem.IsLinux()) return Portable(path, follow);
        try
        {
            // struct statx of <linux/stat.h>: the same on every architecture.
            var facts = new byte[256];
            if (statx(SameFolder, Encoding.UTF8.GetBytes(path + '\0'), follow ? 0 : NoFollow, Basic, facts) == 0) return From(facts);
            if (Marshal.GetLastPInvokeError() is NotThere or NotAFolder) return null;
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
        var kind = (mode & 0xF000) switch { 0x8000 => FileKind.File, 0x4000 => FileKind.Folder, 0xA000 => FileKind.Link, _ => FileKind.Other };
        return new(kind, BinaryPrimitives.ReadUInt32LittleEndian(facts[20..]), (UnixFileMode)(mode & 0xFFF));
    }

    private static FileFacts? Portable(string path, bool follow)
    {
        var file = new FileInfo(path);
        var mode = OperatingSystem.IsWindows() ? default : UnixFileMode.None;
        if (!follow && file.LinkTarget is not null) return new(FileKind.Link, null, mode);
        if (Directory.Exists(path)) return new(FileKind.Folder, null, OperatingSystem.IsWindows() ? mode : File.GetUnixFileMode(path));
        if (!file.Exists) return null;
        var kind = path.StartsWith("/dev/", StringComparison.Ordinal) ? FileKind.Other : FileKind.File;
        return new(kind, null, OperatingSystem.IsWindows() ? mode : File.GetUnixFileMode(path));
    }

    private static uint Us() => geteuid();

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] facts);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();
}
