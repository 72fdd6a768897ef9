namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A data directory in memory (<c>:memory:</c>), for tests. It outlives the broker that used it: a second one can be started on the same object.</summary>
internal sealed class MemoryFiles : IBrokerFiles
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, MemoryFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal) { "" };

    public long FreeBytes { get; set; } = long.MaxValue;

    public IBrokerFile Open(string path)
    {
        lock (_sync)
        {
            if (!_files.TryGetValue(path, out var file))
            {
                if (!_directories.Contains(Parent(path)))
                {
                    throw new DirectoryNotFoundException($"There is no directory '{Parent(path)}' to create '{path}' in.");
                }
                file = new MemoryFile(path);
                _files.Add(path, file);
            }
            return file;
        }
    }

    public IBrokerFile OpenRead(string path)
    {
        lock (_sync)
        {
            return _files.TryGetValue(path, out var file) ? file : throw new FileNotFoundException($"There is no file '{path}'.", path);
        }
    }

    public bool FileExists(string path)
    {
        lock (_sync)
        {
            return _files.ContainsKey(path);
        }
    }

    public bool DirectoryExists(string path)
    {
        lock (_sync)
        {
            return _directories.Contains(path);
        }
    }

    public void CreateDirectory(string path)
    {
        lock (_sync)
        {
            for (var directory = path; _directories.Add(directory); directory = Parent(directory)) { }
        }
    }

    public IReadOnlyList<string> Files(string directory)
    {
        lock (_sync)
        {
            return Children(_files.Keys, directory);
        }
    }

    public IReadOnlyList<string> Directories(string directory)
    {
        lock (_sync)
        {
            return Children(_directories, directory);
        }
    }

    public void Rename(string from, string to)
    {
        lock (_sync)
        {
            if (_files.Remove(from, out var file))
            {
                _files[to] = file;
                return;
            }
            if (!_directories.Remove(from))
            {
                throw new FileNotFoundException($"There is no file or directory '{from}'.", from);
            }
            _directories.Add(to);
            foreach (var directory in _directories.Where(d => IsBelow(d, from)).ToList())
            {
                _directories.Remove(directory);
                _directories.Add(to + directory[from.Length..]);
            }
            foreach (var path in _files.Keys.Where(f => IsBelow(f, from)).ToList())
            {
                _files.Remove(path, out var moved);
                _files[to + path[from.Length..]] = moved!;
            }
        }
    }

    public void DeleteFile(string path)
    {
        lock (_sync)
        {
            _files.Remove(path);
        }
    }

    public void DeleteDirectory(string path)
    {
        lock (_sync)
        {
            _directories.RemoveWhere(d => d == path || IsBelow(d, path));
            foreach (var file in _files.Keys.Where(f => IsBelow(f, path)).ToList())
            {
                _files.Remove(file);
            }
        }
    }

    public void FlushDirectory(string path) { }

    private static List<string> Children(IEnumerable<string> paths, string directory) =>
        [
            .. paths
                .Where(p => p.Length > 0 && Parent(p) == directory)
                .Select(p => p[(p.LastIndexOf('/') + 1)..])
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsBelow(string path, string directory) => path.StartsWith(directory + "/", StringComparison.Ordinal);

    private static string Parent(string path) => path.LastIndexOf('/') is var slash && slash < 0 ? "" : path[..slash];
}
