using System.Runtime.InteropServices;

namespace MockUserApis.Kernel.Files;

/// <summary>
/// A file that the program writes. It is written beside under a name that nobody can guess, flushed and renamed, so
/// that it is there whole or as before. A link stays and its target is written. What is not a regular file (a device,
/// a pipe), and a file that is mounted by itself, is written through.
/// </summary>
/// <param name="named">How the user named it: the option, for sentences.</param>
/// <param name="isPrivate">It holds credentials or users: for its owner alone, whatever its mode was before.</param>
public sealed class OutputFile(string path, string named, bool isPrivate)
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int ReadOnlySystem = 30;
    private const int Busy = 16;
    private const int OtherSystem = 18;

    /// <summary>Throws with a readable message when the file cannot be written, and leaves it as it is.</summary>
    /// <param name="regular">A device or a pipe will not do.</param>
    public void Check(bool regular)
    {
        var (real, kind) = Place.Of(path, named);
        if (kind == FileKind.Other && regular)
            throw Refused("not a regular file. Name one.");
        if (kind == FileKind.Other)
            return;
        try
        {
            if (kind is not null)
                OpenInPlace(real).Dispose();
            var sibling = Sibling(real);
            CreateSibling(sibling, null).Dispose();
            File.Delete(sibling);
        }
        catch (Exception error) when (IsOfTheDisk(error) && !(kind is not null && MayBeMounted(error) && CanOpen(real)))
        {
            var reason = $"a file that cannot be written: {Reason(error)}. Make that possible, or name another file.";
            throw Refused(reason, error);
        }
    }

    /// <summary>Where it really lies: two names of one file have the same.</summary>
    public string Real => Place.Of(path, named).Real;

    public void Write(ReadOnlyMemory<byte> bytes) => Write(stream => stream.Write(bytes.Span));

    /// <summary>
    /// Throws with a readable message when that fails: the file is as it was, with nothing half written.
    /// </summary>
    public void Write(Action<Stream> write)
    {
        var (real, kind) = Place.Of(path, named);
        try
        {
            if (kind == FileKind.Other)
                Through(real, write, null);
            else
                Renamed(real, kind, write);
        }
        catch (Exception error) when (IsOfTheDisk(error))
        {
            var sentence = $"{named} {path} could not be written and is as it was: {Reason(error)}.";
            throw new OutputFileException(sentence, error);
        }
    }

    /// <summary>Writes it if there is none: of several programs that do so at once, one does.</summary>
    public void WriteNew(ReadOnlyMemory<byte> bytes)
    {
        var real = Place.Of(path, named).Real;
        var sibling = Sibling(real);
        try
        {
            using (var file = CreateSibling(sibling, null))
            {
                file.Write(bytes.Span);
                file.Flush(flushToDisk: true);
            }

            if (OperatingSystem.IsWindows() || !IsLinked(sibling, real))
                File.Move(sibling, real, overwrite: false);
        }
        catch (IOException) when (File.Exists(real))
        {
            // Another was first.
        }
        finally
        {
            if (File.Exists(sibling))
                File.Delete(sibling);
        }
    }

    /// <summary>Takes it away, if it is a regular file of ours and, when that is asked, holds these bytes.</summary>
    public void Remove(byte[]? holding = null)
    {
        var real = Place.Of(path, named).Real;
        if (FileFacts.Of(real, follow: false) is not { Kind: FileKind.File, IsOurs: true })
            return;
        try
        {
            if (holding is not null && !File.ReadAllBytes(real).AsSpan().SequenceEqual(holding))
                return;
            File.Delete(real);
        }
        catch (IOException error) when (error.HResult == Busy)
        {
            // A file mounted by itself: emptied, it names no ports either.
            using var file = OpenInPlace(real);
            file.SetLength(0);
        }
        catch (Exception error) when (IsOfTheDisk(error))
        {
            throw Refused($"an older file that cannot be taken away: {Reason(error)}.", error);
        }
    }

    private void Renamed(string real, FileKind? kind, Action<Stream> write)
    {
        var sibling = Sibling(real);
        UnixFileMode? mode = kind is null || OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(real);
        try
        {
            using (var file = CreateSibling(sibling, mode))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(sibling, real, overwrite: true);
        }
        catch (Exception error) when (kind is not null && MayBeMounted(error) && CanOpen(real))
        {
            Through(real, write, File.ReadAllBytes(real));
        }
        finally
        {
            if (File.Exists(sibling))
                File.Delete(sibling);
        }
    }

    // Made whole in memory first; what was there before comes back when the rest does not fit. Null: no regular file.
    private static void Through(string real, Action<Stream> write, byte[]? before)
    {
        var whole = new MemoryStream();
        write(whole);
        using var file = OpenInPlace(real);
        var bytes = whole.GetBuffer().AsSpan(0, (int)whole.Length);
        if (before is null)
        {
            // A device has neither a length nor a disk: /dev/null refuses to be given one.
            file.Write(bytes);
            return;
        }

        try
        {
            Put(file, bytes);
        }
        catch (IOException)
        {
            file.Position = 0;
            Put(file, before);
            throw;
        }
    }

    private static void Put(FileStream file, ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        file.SetLength(bytes.Length);
        file.Flush(flushToDisk: true);
    }

    private static FileStream OpenInPlace(string real) =>
        new(real, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);

    private FileStream CreateSibling(string sibling, UnixFileMode? before)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && isPrivate)
            options.UnixCreateMode = (before ?? Ours) & Ours;
        else if (!OperatingSystem.IsWindows() && before is not null)
            options.UnixCreateMode = before;
        return new FileStream(sibling, options);
    }

    private static string Sibling(string real) =>
        Path.Combine(Path.GetDirectoryName(real)!, $".{Path.GetRandomFileName()}.partial");

    private static bool CanOpen(string real)
    {
        try
        {
            OpenInPlace(real).Dispose();
            return true;
        }
        catch (Exception error) when (IsOfTheDisk(error))
        {
            return false;
        }
    }

    private static bool IsOfTheDisk(Exception error) => error is IOException or UnauthorizedAccessException;

    // Its folder takes no file, or the name does not move: the file itself may still be written.
    private static bool MayBeMounted(Exception error) =>
        error is UnauthorizedAccessException
        || (error is IOException && error.HResult is ReadOnlySystem or Busy or OtherSystem);

    private static string Reason(Exception error) =>
        error switch
        {
            UnauthorizedAccessException => "permission denied",
            DirectoryNotFoundException => "its folder is not there, or takes no files",
            _ => error.Message.Split(" : '")[0].TrimEnd('.'),
        };

    // Unlike File.Move, which looks first and renames then, it puts nothing in the place of what came meanwhile. Where
    // there are no such links, the move must do.
    private static bool IsLinked(string file, string name)
    {
        try
        {
            return link(file, name) == 0;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name
    );

    private OutputFileException Refused(string what, Exception? cause = null) =>
        new($"{named} {path} is {what}", cause);
}

/// <summary>A file cannot be written; the message is for people.</summary>
public sealed class OutputFileException(string message, Exception? cause = null) : Exception(message, cause);
