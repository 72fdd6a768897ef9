namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// Handles of segment files, counted by their users. Those nobody uses stay open up to a bound; the ones unused longest are closed first. A removed file
/// stays readable for those who hold it.
/// </summary>
internal sealed class OpenFiles(IBrokerFiles files, int capacity)
{
    private readonly Lock _sync = new();
    private readonly LinkedList<SegmentFile> _idle = new();

    /// <summary>Opens the file for appending, creating it if there is none. The lease, to be <see cref="Release">released</see>, keeps that handle.</summary>
    public IBrokerFile OpenForAppend(SegmentFile file)
    {
        lock (_sync)
        {
            file.Handle = files.Open(file.Path);
            file.Leases++;
            return file.Handle;
        }
    }

    /// <summary>Opens the file for reading or shares its handle; null if it was removed. Every success needs one <see cref="Release"/>.</summary>
    public IBrokerFile? TryAcquire(SegmentFile file)
    {
        lock (_sync)
        {
            if (file.IsRemoved)
            {
                return null;
            }
            file.Handle ??= files.OpenRead(file.Path);
            if (file.Idle.List is not null)
            {
                _idle.Remove(file.Idle);
            }
            file.Leases++;
            return file.Handle;
        }
    }

    public void Release(SegmentFile file)
    {
        IBrokerFile? unused = null;
        lock (_sync)
        {
            if (--file.Leases > 0)
            {
                return;
            }
            if (!file.IsRemoved)
            {
                _idle.AddLast(file.Idle);
                file = _idle.First!.Value;
                if (_idle.Count <= capacity)
                {
                    return;
                }
                _idle.RemoveFirst();
            }
            (unused, file.Handle) = (file.Handle, null);
        }
        unused?.Dispose();
    }

    /// <summary>Gives no new leases; the handle is closed when nobody uses it any more.</summary>
    public void Remove(SegmentFile file)
    {
        IBrokerFile? unused = null;
        lock (_sync)
        {
            file.IsRemoved = true;
            if (file.Idle.List is not null)
            {
                _idle.Remove(file.Idle);
            }
            if (file.Leases == 0)
            {
                (unused, file.Handle) = (file.Handle, null);
            }
        }
        unused?.Dispose();
    }

    /// <summary>Renames the file under its users; later openings use the new path.</summary>
    public void Rename(SegmentFile file, string path)
    {
        lock (_sync)
        {
            files.Rename(file.Path, path);
            file.Path = path;
        }
    }

    /// <summary>Handles that are open and unused at the moment.</summary>
    public int IdleCount
    {
        get
        {
            lock (_sync)
            {
                return _idle.Count;
            }
        }
    }
}
