using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

internal sealed partial class ControlLog
{
    private long _rollAtBytes;

    /// <summary>Makes sure that there is a file to write to, a new one after a snapshot when the present one is full.</summary>
    private void PrepareFile()
    {
        if (_file is not null && _length >= _rollAtBytes && TrySnapshot())
        {
            lock (_flushGate)
            {
                _file.Dispose();
                _file = null;
            }
        }

        if (_file is null)
        {
            OpenNextFile();
        }
    }

    /// <summary>
    /// The file that ends here is flushed before the snapshot is written: if the snapshot turns out damaged, the one before and this file
    /// must give the same state. When the snapshot fails the log goes on in the present file.
    /// </summary>
    private bool TrySnapshot()
    {
        Flush();
        ForgetOutcomes();
        try
        {
            ControlSnapshot.Write(_files, State, _lastSequence, Flushes);
            return true;
        }
        catch (IOException e)
        {
            _rollAtBytes = _length + Math.Max(1, _options.MaxFileBytes / 4);
            SnapshotFailed(_logger, ControlFiles.SnapshotPath(_lastSequence), e.Message);
            return false;
        }
    }

    /// <summary>
    /// Once a snapshot stands nothing more goes into the file before it: if the new file cannot be made the entries fail, and the next ones
    /// try again.
    /// </summary>
    private void OpenNextFile()
    {
        string path = ControlFiles.LogPath(_lastSequence + 1);
        try
        {
            IBrokerFile file = _files.Open(path);
            file.Truncate(0);
            if (Flushes)
            {
                _files.FlushDirectory(ControlFiles.Directory);
            }

            lock (_flushGate)
            {
                (_file, _length, _rollAtBytes) = (file, 0, _options.MaxFileBytes);
            }
        }
        catch (IOException e)
        {
            throw new ControlLogException($"The control log cannot make its next file '{path}': {e.Message}", e);
        }

        DeleteOld();
    }

    /// <summary>Keeps the two newest snapshots and the files since the older of them.</summary>
    private void DeleteOld()
    {
        try
        {
            var snapshots = new List<long>();
            var logs = new List<long>();
            foreach (string name in _files.Files(ControlFiles.Directory))
            {
                if (ControlFiles.TryParseSnapshot(name, out long last))
                {
                    snapshots.Add(last);
                }
                else if (ControlFiles.TryParseLog(name, out long first))
                {
                    logs.Add(first);
                }
            }

            snapshots.Sort();
            logs.Sort();
            for (int i = 0; i < snapshots.Count - 2; i++)
            {
                _files.DeleteFile(ControlFiles.SnapshotPath(snapshots[i]));
            }

            // A file goes when the one after it begins no later than what the older snapshot kept needs next.
            for (int i = 0; snapshots.Count >= 2 && i < logs.Count - 1 && logs[i + 1] <= snapshots[^2] + 1; i++)
            {
                _files.DeleteFile(ControlFiles.LogPath(logs[i]));
            }
        }
        catch (IOException e)
        {
            CleanUpFailed(_logger, e.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The control snapshot '{Path}' could not be written, the log goes on without: {Reason}"
    )]
    private static partial void SnapshotFailed(ILogger logger, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old control files could not be deleted: {Reason}")]
    private static partial void CleanUpFailed(ILogger logger, string reason);
}
