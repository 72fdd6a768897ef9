namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>Producer state and leader epochs at the begin of the tail.</content>
internal sealed partial class LogRecovery
{
    /// <summary>
    /// The newest valid snapshot at or before the tail, and what the closed segments say after it; without one, all they say. A snapshot older than the first
    /// segment would have a gap behind it and is not used.
    /// </summary>
    private ReplayedState StateAt(List<Segment> closed, long tailStart)
    {
        var first = closed.Count > 0 ? closed[0].BaseOffset : tailStart;
        var candidates = _files.Files(_directory).Select(ProducerSnapshot.OffsetOf).Where(o => o >= first && o <= tailStart && o >= 0);
        foreach (var offset in candidates.OrderDescending())
        {
            if (ReadSnapshot(offset) is { } states)
            {
                return ReplayFrom(closed, offset, new ReplayedState(states, _nowMs));
            }
        }
        return ReplayFrom(closed, first, new ReplayedState(new ProducerStates(_environment.Options.MaxProducersPerPartition), _nowMs));
    }

    private ProducerStates? ReadSnapshot(long offset) =>
        ProducerSnapshot.TryRead(_files, ProducerSnapshot.Path(_directory, offset), _environment.Options.MaxProducersPerPartition, _nowMs);

    private ReplayedState ReplayFrom(List<Segment> closed, long offset, ReplayedState replayed)
    {
        foreach (var segment in closed.Where(s => s.NextOffset > offset))
        {
            Replay(segment, offset, replayed, null);
        }
        // Only markers of the tail are reported.
        replayed.Markers.Clear();
        return replayed;
    }

    /// <summary>Follows the producers through a closed segment by its headers and markers.</summary>
    private void Replay(Segment segment, long fromOffset, ReplayedState replayed, Action<AbortedEntry>? onAborted)
    {
        using var file = _files.OpenRead(segment.File.Path);
        var scanner = new BatchScanner(file, segment.LengthBytes, stackalloc byte[BatchScanner.BufferBytes]);
        Span<byte> marker = stackalloc byte[ControlBatch.SizeBytes];
        var position = 0L;
        try
        {
            while (scanner.TryRead(position, out var header))
            {
                if (header.BaseOffset >= fromOffset)
                {
                    bool? outcome = null;
                    if (header.IsControl)
                    {
                        var read = file.Read(position, marker[..(int)Math.Min(marker.Length, header.SizeBytes)]);
                        outcome = ControlBatch.ReadOutcome(marker[..read]);
                    }
                    if (replayed.Apply(header, outcome) is { } aborted)
                    {
                        onAborted?.Invoke(aborted);
                    }
                }
                position += header.SizeBytes;
            }
        }
        catch (BrokerStorageException)
        {
            // Reported to the readers that meet it; the rest of the state is better than none.
            _environment.Logger.Damaged(_name, segment.File.Path, position);
        }
    }

    /// <summary>The epochs up to <paramref name="end"/>, with a new one if data was lost or may have been. Written before anything is cut.</summary>
    private EpochList LoadEpochs(List<Segment> segments, bool isCut, long end, out bool hasNewEpoch)
    {
        var stored = EpochList.TryRead(_files, EpochsPath);
        var isDamaged = stored is null && (_files.FileExists(EpochsPath) || IsEpochsLost(segments));
        var epochs = (isDamaged ? EpochsFromHeaders(segments) : stored ?? EpochList.Initial).Without(end);
        hasNewEpoch = isCut || isDamaged || _context.PowerLossSuspected;
        if (hasNewEpoch)
        {
            epochs = epochs.With(Math.Max(_context.UncleanStarts, epochs.Current + 1), end);
        }
        if (hasNewEpoch || (stored is not null && epochs != stored))
        {
            epochs.Write(_files, EpochsPath, _environment.Flushes);
        }
        return epochs;
    }

    private static bool IsEpochsLost(List<Segment> segments) => segments.Any(s => s.LastLeaderEpoch > 0);

    private EpochList EpochsFromHeaders(List<Segment> segments) => segments.Aggregate(EpochList.Initial, EpochsFromHeaders);

    private EpochList EpochsFromHeaders(EpochList epochs, Segment segment)
    {
        using var file = _files.OpenRead(segment.File.Path);
        var scanner = new BatchScanner(file, segment.LengthBytes, stackalloc byte[BatchScanner.BufferBytes]);
        var position = 0L;
        try
        {
            for (; scanner.TryRead(position, out var header); position += header.SizeBytes)
            {
                epochs = header.LeaderEpoch > epochs.Current ? epochs.With(header.LeaderEpoch, header.BaseOffset) : epochs;
            }
        }
        catch (BrokerStorageException)
        {
            _environment.Logger.Damaged(_name, segment.File.Path, position);
        }
        return epochs;
    }
}
