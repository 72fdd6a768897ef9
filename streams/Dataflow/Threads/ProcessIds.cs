using System.Globalization;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>
/// The identity of a process, kept in the state directory: after a kill the restarted process uses the same transactional ids and
/// group instance ids, and so fences its predecessor at once instead of waiting for its timeouts.
/// </summary>
internal static class ProcessIds
{
    public static string Of(DataflowOptions options)
    {
        if (options.ProcessId is { } given)
        {
            return given;
        }
        if (options.StateDirectory is not { } directory)
        {
            return New();
        }
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, $"{options.ApplicationId}.process-id");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept)
        {
            return kept;
        }
        var made = New();
        var aside = path + ".new";
        File.WriteAllText(aside, made);
        File.Move(aside, path, overwrite: true);
        return made;
    }

    private static string New() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
}
