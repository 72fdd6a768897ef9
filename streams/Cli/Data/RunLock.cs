using System.Globalization;

namespace NbaPipeline.Cli;

/// <summary>
/// One `nba run` per data dir. The lock is flock on run.lock, which the kernel drops when the process dies, however it dies; run.pid
/// only says whom to name in the message.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <exception cref="CliException">Another process works on the folder (exit 3), or it cannot be written (exit 1).</exception>
    public static RunLock Take(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        if (!FileLocks.TryExclusive(folder.RunLock, out var file))
        {
            throw new CliException(
                ExitCode.NotReady,
                $"another nba run works on this data dir{(HolderOf(folder) is { } pid ? $", process {pid}" : "")}",
                folder.Path,
                remedy: "stop that one first (Ctrl+C), or choose another folder with --data-dir"
            );
        }

        File.WriteAllText(PidFile(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new RunLock(file);
    }

    /// <summary>Whether a run is on, without waiting.</summary>
    public static bool IsHeld(DataFolder folder)
    {
        if (!File.Exists(folder.RunLock))
        {
            return false;
        }

        var free = FileLocks.TryExclusive(folder.RunLock, out var file);
        file?.Dispose();
        return !free;
    }

    public void Dispose() => _file.Dispose();

    private static string PidFile(DataFolder folder) => Path.ChangeExtension(folder.RunLock, ".pid");

    private static string? HolderOf(DataFolder folder)
    {
        try
        {
            return File.ReadAllText(PidFile(folder)).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
