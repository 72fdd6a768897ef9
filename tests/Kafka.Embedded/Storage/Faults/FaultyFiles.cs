using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;

/// <summary>
/// Files that number everything that changes the disk (writes, truncations, flushes, creations, renames, deletions, directory flushes), stop the world at a
/// chosen number, and come back as after a kill or as after a power failure (spec section 21.4). For one thread.
/// </summary>
internal sealed class FaultyFiles(Random random) : IBrokerFiles
{
    private readonly FaultyDirectory _root = new();
    private int _life;
    private Func<string, bool>? _failing;

    /// <summary>Steps taken since the last restart.</summary>
    public int Steps { get; private set; }

    /// <summary>The step at which the world stops, before it, after it, or, in a write, within; the next one if that one fails.</summary>
    public int StopAt { get; set; } = int.MaxValue;

    public bool IsStopped { get; private set; }

    /// <summary>What happened at the stop.</summary>
    public string StoppedIn { get; private set; } = "";

    public long FreeBytes { get; set; } = long.MaxValue;

    /// <summary>Lets the steps that this chooses fail, without stopping the world.</summary>
    public void Fail(Func<string, bool>? which) => _failing = which;

    /// <summary>The process is gone; everything it wrote is still there.</summary>
    public void Kill() => Restart();

    /// <summary>The machine was off: what was not flushed is there or not, as chance has it.</summary>
    public void PowerFail()
    {
        _root.PowerFail(random);
        Restart();
    }

    public T Look<T>(int life, Func<T> read) => IsStopped || life != _life ? throw new WorldStoppedException() : read();

    public void Step(int life, string what, Action change, Action<Random>? partly = null)
    {
        Look(life, () => 0);
        Steps++;
        if (_failing?.Invoke(what) == true)
        {
            throw new IOException($"{what} fails because the test wants it");
        }
        if (Steps < StopAt)
        {
            change();
            return;
        }
        IsStopped = true;
        StoppedIn = $"{what} (step {Steps})";
        if (partly is not null)
        {
            partly(random);
        }
        else if (random.Next(2) == 0)
        {
            change();
        }
        throw new WorldStoppedException();
    }

    public IBrokerFile Open(string path)
    {
        if (Find(path) is not FaultyNode node)
        {
            node = new FaultyNode();
            var (directory, name) = Parent(path);
            Step(_life, $"create {path}", () => directory.Add(name, node));
        }
        return new FaultyFile(this, _life, path, node);
    }

    public IBrokerFile OpenRead(string path) =>
        Find(path) is FaultyNode node
            ? new FaultyFile(this, _life, path, node)
            : throw new FileNotFoundException($"There is no file '{path}'.", path);

    public bool FileExists(string path) => Find(path) is FaultyNode;

    public bool DirectoryExists(string path) => Find(path) is FaultyDirectory;

    public void CreateDirectory(string path)
    {
        var directory = _root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!directory.Entries.TryGetValue(name, out var next))
            {
                next = new FaultyDirectory();
                var (parent, child) = (directory, next);
                Step(_life, $"create directory {name}", () => parent.Add(name, child));
            }
            directory = (FaultyDirectory)next;
        }
    }

    public IReadOnlyList<string> Files(string directory) => Names<FaultyNode>(directory);

    public IReadOnlyList<string> Directories(string directory) => Names<FaultyDirectory>(directory);

    public void Rename(string from, string to)
    {
        var (directory, name) = Parent(from);
        var (target, newName) = Parent(to);
        target.ShouldBeSameAs(directory, "the broker renames within a directory only");
        directory.Entries.ShouldContainKey(name);
        Step(_life, $"rename {from} {to}", () => directory.Rename(name, newName));
    }

    public void DeleteFile(string path)
    {
        if (FileExists(path))
        {
            var (directory, name) = Parent(path);
            Step(_life, $"delete {path}", () => directory.Remove(name));
        }
    }

    public void DeleteDirectory(string path)
    {
        if (DirectoryExists(path))
        {
            var (directory, name) = Parent(path);
            Step(_life, $"delete {path}", () => directory.Remove(name));
        }
    }

    public void FlushDirectory(string path) => Step(_life, $"flush directory {path}", ((FaultyDirectory)Find(path)!).Flush);

    /// <summary>A step of something else that survives like a flushed file.</summary>
    public void Step(string what, Action change) => Step(_life, what, change);

    private List<string> Names<T>(string directory) =>
        Find(directory) is FaultyDirectory found ? [.. found.Entries.Where(e => e.Value is T).Select(e => e.Key)] : [];

    private (FaultyDirectory Directory, string Name) Parent(string path)
    {
        var slash = path.LastIndexOf('/');
        var directory = Find(path[..Math.Max(0, slash)]) as FaultyDirectory;
        return (directory ?? throw new DirectoryNotFoundException($"There is no directory for '{path}'."), path[(slash + 1)..]);
    }

    private object? Find(string path)
    {
        Look(_life, () => 0);
        object? found = _root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found is FaultyDirectory directory && directory.Entries.TryGetValue(name, out var next) ? next : null;
        }
        return found;
    }

    private void Restart()
    {
        _life++;
        (Steps, StopAt, IsStopped) = (0, int.MaxValue, false);
    }
}
