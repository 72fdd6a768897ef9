namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The files of a data directory on a disk.</summary>
internal sealed class RealFiles : IBrokerFiles
{
    private readonly string _root;
    private readonly DriveInfo _drive;

    /// <param name="dataDirectory">Is created if it does not exist.</param>
    public RealFiles(string dataDirectory)
    {
        _root = Path.GetFullPath(dataDirectory);
        Directory.CreateDirectory(_root);
        _drive = new DriveInfo(_root);
    }

    public long FreeBytes => _drive.AvailableFreeSpace;

    // ReadWrite | Delete: on Windows a file must be renamed and deleted while readers hold it open; elsewhere it also avoids advisory locks.
    public IBrokerFile Open(string path) =>
        new RealFile(
            path,
            File.OpenHandle(
                Full(path),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                FileOptions.RandomAccess
            )
        );

    public IBrokerFile OpenRead(string path) =>
        new RealFile(path, File.OpenHandle(Full(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    public bool FileExists(string path) => File.Exists(Full(path));

    public bool DirectoryExists(string path) => Directory.Exists(Full(path));

    public void CreateDirectory(string path) => Directory.CreateDirectory(Full(path));

    public IReadOnlyList<string> Files(string directory) => Names(Full(directory), Directory.EnumerateFiles);

    public IReadOnlyList<string> Directories(string directory) => Names(Full(directory), Directory.EnumerateDirectories);

    public void Rename(string from, string to)
    {
        if (Directory.Exists(Full(from)))
        {
            Directory.Move(Full(from), Full(to));
        }
        else
        {
            File.Move(Full(from), Full(to), overwrite: true);
        }
    }

    public void DeleteFile(string path)
    {
        if (File.Exists(Full(path)))
        {
            File.Delete(Full(path));
        }
    }

    public void DeleteDirectory(string path)
    {
        if (Directory.Exists(Full(path)))
        {
            Directory.Delete(Full(path), recursive: true);
        }
    }

    public void FlushDirectory(string path) => DirectoryFlush.Run(Full(path));

    private static List<string> Names(string fullPath, Func<string, IEnumerable<string>> list) =>
        Directory.Exists(fullPath) ? [.. list(fullPath).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)] : [];

    private string Full(string path) => Path.Combine(_root, path);
}
