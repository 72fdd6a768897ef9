using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// <c>clean-shutdown</c>: written as the last thing of an orderly stop, with the run that stopped and the length of every log file. It counts
/// only for the last run: one that reappears after a power failure names an older one.
/// </summary>
internal static class CleanShutdownFile
{
    private const string Path = "clean-shutdown";
    private const byte Version = 1;

    public static void Write(IBrokerFiles files, long run, IReadOnlyDictionary<string, long> lengths, bool flush)
    {
        var writer = new ControlWriter();
        writer.Int64(run);
        writer.Int32(lengths.Count);
        foreach ((string path, long length) in lengths)
        {
            writer.String(path);
            writer.Int64(length);
        }

        SmallFile.Write(files, Path, Version, writer.Written, flush);
    }

    /// <summary>The lengths, or null unless <paramref name="lastRun"/> stopped cleanly.</summary>
    public static IReadOnlyDictionary<string, long>? Read(IBrokerFiles files, long lastRun)
    {
        if (SmallFile.TryRead(files, Path, Version) is not { } content)
        {
            return null;
        }

        var reader = new ControlReader(content);
        if (reader.Int64() != lastRun)
        {
            return null;
        }

        int count = reader.Count(leastBytes: 12);
        var lengths = new Dictionary<string, long>(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            lengths[reader.String()] = reader.Int64();
        }

        return lengths;
    }

    public static void Delete(IBrokerFiles files) => files.DeleteFile(Path);
}
