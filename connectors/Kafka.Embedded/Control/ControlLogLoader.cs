using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// Reads the control directory: the newest valid snapshot, else the one before, then all later records without a gap. The end of the last
/// file may be torn, and is cut; damage anywhere else refuses to start. A second load after a crash inside the first gives the same.
/// </summary>
internal sealed partial class ControlLogLoader(IBrokerFiles files, ILogger logger)
{
    private const int MaxCutBytesKept = 16 << 20;

    private readonly List<long> _snapshots = [];
    private readonly List<long> _logs = [];

    public ControlState State { get; private set; } = new();

    /// <summary>The last record there is; the next one has this plus 1.</summary>
    public long LastSequence { get; private set; }

    /// <summary>First sequence of the file to go on with, or 0 if a new one is needed.</summary>
    public long FileFirstSequence { get; private set; }

    public long FileLength { get; private set; }

    /// <exception cref="ControlLogException">Damage before the tail; the message names file and position.</exception>
    public void Load()
    {
        ListFiles();
        long snapshot = LoadSnapshot();
        LastSequence = snapshot;
        int index = _logs.FindLastIndex(first => first <= snapshot + 1);
        if (index < 0 && (_logs.Count > 0 || (snapshot == 0 && _snapshots.Count > 0)))
        {
            throw new ControlLogException(
                $"The control log in '{ControlFiles.Directory}' lacks the records from {snapshot + 1} on: "
                    + (_logs.Count > 0 ? $"its oldest file is '{ControlFiles.LogPath(_logs[0])}'" : "there is no file")
                    + (snapshot == 0 && _snapshots.Count > 0 ? " and no snapshot is readable" : "")
                    + ". Restore the directory from a copy."
            );
        }

        if (index >= 0)
        {
            ReadFiles(index, snapshot);
        }
    }

    private void ListFiles()
    {
        foreach (string name in files.Files(ControlFiles.Directory))
        {
            if (ControlFiles.TryParseLog(name, out long first))
            {
                _logs.Add(first);
            }
            else if (ControlFiles.TryParseSnapshot(name, out long last))
            {
                _snapshots.Add(last);
            }
            else if (name.EndsWith(".tmp", StringComparison.Ordinal))
            {
                files.DeleteFile(ControlFiles.Directory + "/" + name);
            }
        }

        _logs.Sort();
        _snapshots.Sort();
    }

    private long LoadSnapshot()
    {
        for (int i = _snapshots.Count - 1; i >= 0; i--)
        {
            if (ControlSnapshot.Read(files, _snapshots[i]) is { } state)
            {
                State = state;
                return _snapshots[i];
            }

            DamagedSnapshot(logger, ControlFiles.SnapshotPath(_snapshots[i]));
        }

        return 0;
    }

    private void ReadFiles(int index, long snapshot)
    {
        long next = _logs[index];
        for (; index < _logs.Count; index++)
        {
            if (_logs[index] != next)
            {
                throw new ControlLogException(
                    $"'{ControlFiles.LogPath(_logs[index - 1])}' ends with record {next - 1}, but the file after it begins with "
                        + $"{_logs[index]}. The control log is damaged; restore '{ControlFiles.Directory}' from a copy."
                );
            }

            next = ReadFile(_logs[index], snapshot, isLast: index == _logs.Count - 1);
        }

        if (next > snapshot)
        {
            LastSequence = next - 1;
            FileFirstSequence = _logs[^1];
        }
    }

    /// <returns>The sequence after the file's last record.</returns>
    private long ReadFile(long first, long snapshot, bool isLast)
    {
        byte[] bytes = ReadAll(ControlFiles.LogPath(first));
        long next = first;
        int position = 0;
        while (ControlRecord.TryRead(bytes.AsSpan(position), next, out ReadOnlySpan<byte> payload))
        {
            if (next > snapshot)
            {
                Apply(payload, first, position, next);
            }

            position += ControlRecord.HeaderBytes + payload.Length;
            next++;
        }

        if (position < bytes.Length)
        {
            if (!isLast)
            {
                throw new ControlLogException(
                    $"'{ControlFiles.LogPath(first)}' is damaged at position {position} (record {next}), and later files build on it. "
                        + $"Restore '{ControlFiles.Directory}' from a copy."
                );
            }

            Cut(first, bytes, position, next);
        }

        FileLength = position;
        return next;
    }

    private byte[] ReadAll(string path)
    {
        using IBrokerFile file = files.OpenRead(path);
        byte[] bytes = new byte[file.Length];
        return bytes[..file.Read(0, bytes)];
    }

    private void Apply(ReadOnlySpan<byte> payload, long first, int position, long sequence)
    {
        try
        {
            State.Apply(ControlEntryCodec.Read(payload[0], payload[1..]), sequence);
        }
        catch (ControlLogException e)
        {
            throw new ControlLogException($"'{ControlFiles.LogPath(first)}' at position {position} (record {sequence}): {e.Message}", e);
        }
    }

    private void Cut(long first, byte[] bytes, int position, long sequence)
    {
        ReadOnlySpan<byte> tail = bytes.AsSpan(position);
        CutTail(logger, ControlFiles.LogPath(first), position, sequence, tail.Length);
        if (tail.ContainsAnyExcept((byte)0))
        {
            using IBrokerFile copy = files.Open(ControlFiles.CutPath(first, position));
            copy.Truncate(0);
            copy.Write(0, tail[..Math.Min(tail.Length, MaxCutBytesKept)]);
            copy.Flush();
        }

        using IBrokerFile file = files.Open(ControlFiles.LogPath(first));
        file.Truncate(position);
        file.Flush();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The control snapshot '{Path}' is damaged; an older one is used")]
    private static partial void DamagedSnapshot(ILogger logger, string path);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "'{Path}' ends at position {Position} before record {Sequence}; {Bytes} bytes of an unfinished write were set aside"
    )]
    private static partial void CutTail(ILogger logger, string path, int position, long sequence, int bytes);
}
