using System.Diagnostics.CodeAnalysis;

namespace NbaPipeline.Cli;

/// <summary>flock through the runtime: on Unix, .NET takes LOCK_EX for FileShare.None and LOCK_SH otherwise, both without waiting.</summary>
internal static class FileLocks
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static bool TryExclusive(string path, [NotNullWhen(true)] out FileStream? file) =>
        TryOpen(path, FileAccess.ReadWrite, FileShare.None, out file);

    public static bool TryShared(string path, [NotNullWhen(true)] out FileStream? file) =>
        TryOpen(path, FileAccess.Read, FileShare.Read, out file);

    /// <summary>Waits for a lock until the deadline; null when it is still held then.</summary>
    public static async Task<FileStream?> WaitAsync(
        string path,
        bool shared,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            if (shared ? TryShared(path, out var file) : TryExclusive(path, out file))
            {
                return file;
            }

            if (clock.GetElapsedTime(start) > timeout)
            {
                return null;
            }

            await Task.Delay(Poll, clock, cancel);
        }
    }

    private static bool TryOpen(string path, FileAccess access, FileShare share, [NotNullWhen(true)] out FileStream? file)
    {
        file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 1);
            return true;
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && IsLockConflict(e))
        {
            return false;
        }
    }

    // EWOULDBLOCK, the one error that flock(LOCK_NB) gives for a held lock: 11 on Linux, 35 on macOS.
    private static bool IsLockConflict(IOException e) =>
        (e.HResult & 0xffff) is 11 or 35 || e.Message.Contains("being used by another process", StringComparison.Ordinal);
}
