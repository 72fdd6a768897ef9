namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>The ends of a log: clean stop, deletion, and being dropped.</content>
internal sealed partial class PartitionLog
{
    /// <summary>
    /// Flushes everything and leaves sidecars for the last segment too, so that the next start reads no records. Adds the length of every segment by its path.
    /// Appends fail from then on.
    /// </summary>
    /// <returns>False if something could not be flushed: the stop was not clean.</returns>
    public bool CloseClean(Dictionary<string, long> lengths)
    {
        lock (_maintenance)
        {
            lock (_sync)
            {
                _isStopping = true;
            }
            SealRolled();
            lock (_sync)
            {
                if (_isDeleted)
                {
                    return true;
                }
                if (_failure is not null || _rolled.Count > 0)
                {
                    return false;
                }
            }
            if (_environment.Flushes && IsDirty && !Flush())
            {
                return false;
            }
            WriteActiveSidecars(ProducerSnapshot.Encode(_producers));
            foreach (var segment in _segments)
            {
                lengths.Add(segment.File.Path, segment.LengthBytes);
            }
            RemoveFilesDue(long.MaxValue);
        }
        Dispose();
        return true;
    }

    private void WriteActiveSidecars(byte[] producers)
    {
        var active = Active;
        var (files, flush) = (_environment.Files, _environment.Flushes);
        if (active.IsEmpty && _segments.Length > 1)
        {
            // The segment before it was closed with the same state.
            return;
        }
        ProducerSnapshot.Write(files, ProducerSnapshot.Path(Name.Directory, active.NextOffset), producers, flush);
        if (active.AbortedCount > 0)
        {
            AbortedFile.Write(files, active.Stem + Segment.AbortedSuffix, active.Aborted!, flush);
        }
        IndexFile.Write(files, active.Stem + Segment.IndexSuffix, active.Head(), active.Index, flush);
    }

    /// <summary>All operations fail from then on, those who wait for a flush too. The files are the caller's to remove.</summary>
    public void MarkDeleted()
    {
        List<TaskCompletionSource> released = [];
        lock (_maintenance)
            lock (_flushing)
                lock (_sync)
                {
                    if (_isDeleted)
                    {
                        return;
                    }
                    Volatile.Write(ref _isDeleted, true);
                    TakeWaiters(released);
                }
        CloseFiles();
        Release(released, succeeded: false);
        Notify(0);
    }

    /// <summary>Closes the files as they are.</summary>
    public void Dispose()
    {
        List<TaskCompletionSource> released = [];
        lock (_maintenance)
            lock (_flushing)
                lock (_sync)
                {
                    _isStopping = _isClosed = true;
                    TakeWaiters(released);
                }
        CloseFiles();
        Release(released, succeeded: false);
    }

    private void CloseFiles()
    {
        foreach (var segment in _segments)
        {
            if (!segment.IsSealed && !segment.File.IsRemoved)
            {
                _environment.OpenFiles.Release(segment.File);
            }
            _environment.OpenFiles.Remove(segment.File);
        }
    }
}
