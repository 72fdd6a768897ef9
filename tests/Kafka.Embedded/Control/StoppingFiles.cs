using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

/// <summary>
/// Files that stop at the k-th change, as a killed process does: what was written before stays, the change itself happens not at all or, for
/// a write, by half, and nothing works any more.
/// </summary>
internal sealed class StoppingFiles(IBrokerFiles inner) : IBrokerFiles
{
    private readonly Lock _gate = new();

    /// <summary>Changes counted so far: writes, truncations, creations, renames, deletions, flushes.</summary>
    public int Steps { get; private set; }

    /// <summary>The step to stop at, from 1; 0 never.</summary>
    public int StopAt { get; init; }

    /// <summary>Whether the write that is stopped at is done by half.</summary>
    public bool HalfWrite { get; init; }

    public bool IsStopped { get; private set; }

    public long FreeBytes => inner.FreeBytes;

    public IBrokerFile Open(string path)
    {
        if (!inner.FileExists(path))
        {
            Step();
        }

        Check();
        return new StoppingFile(this, inner.Open(path));
    }

    public IBrokerFile OpenRead(string path)
    {
        Check();
        return new StoppingFile(this, inner.OpenRead(path));
    }

    public bool FileExists(string path) => inner.FileExists(path);

    public bool DirectoryExists(string path) => inner.DirectoryExists(path);

    public void CreateDirectory(string path)
    {
        Step();
        inner.CreateDirectory(path);
    }

    public IReadOnlyList<string> Files(string directory) => inner.Files(directory);

    public IReadOnlyList<string> Directories(string directory) => inner.Directories(directory);

    public void Rename(string from, string to)
    {
        Step();
        inner.Rename(from, to);
    }

    public void DeleteFile(string path)
    {
        if (inner.FileExists(path))
        {
            Step();
        }

        Check();
        inner.DeleteFile(path);
    }

    public void DeleteDirectory(string path)
    {
        Step();
        inner.DeleteDirectory(path);
    }

    public void FlushDirectory(string path)
    {
        Step();
        inner.FlushDirectory(path);
    }

    /// <summary>Counts a change; throws if it is the one to stop at, after <paramref name="half"/>.</summary>
    internal void Step(Action? half = null)
    {
        lock (_gate)
        {
            Check();
            if (++Steps == StopAt)
            {
                IsStopped = true;
                if (HalfWrite)
                {
                    half?.Invoke();
                }

                Check();
            }
        }
    }

    internal void Check()
    {
        if (IsStopped)
        {
            throw new IOException("The world has stopped.");
        }
    }
}
