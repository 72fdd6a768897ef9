using System.Runtime.InteropServices;

namespace NbaPipeline.Materialiser;

/// <summary>The machine's file system.</summary>
public sealed partial class DatabaseFiles : IDatabaseFiles
{
    private const int OpenReadOnly = 0;

    /// <inheritdoc/>
    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void Replace(string source, string target) => File.Move(source, target, overwrite: true);

    /// <inheritdoc/>
    public void FlushFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>.NET opens no folders, so this asks the system itself; where that is not Unix, renames need no flush.</summary>
    public void FlushFolder(string path)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return;
        }

        var descriptor = OpenDescriptor(path, OpenReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open the folder {path} to flush it (errno {Marshal.GetLastPInvokeError()}).");
        }

        var result = Fsync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = CloseDescriptor(descriptor);
        if (result != 0)
        {
            throw new IOException($"Cannot flush the folder {path} (errno {error}).");
        }
    }

    /// <inheritdoc/>
    public long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <inheritdoc/>
    public long AvailableBytes(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
