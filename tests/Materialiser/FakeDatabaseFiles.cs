namespace NbaPipeline.Materialiser.Tests;

/// <summary>The real one, but for the space that it says is free.</summary>
internal sealed class FakeDatabaseFiles : IDatabaseFiles
{
    private readonly DatabaseFiles _real = new();

    public long FreeBytes { get; set; } = long.MaxValue;

    public Action<string>? OnReplace { get; set; }

    public void CreateFolder(string path) => _real.CreateFolder(path);

    public void Delete(string path) => _real.Delete(path);

    public void Replace(string source, string target)
    {
        OnReplace?.Invoke(source);
        _real.Replace(source, target);
    }

    public void FlushFile(string path) => _real.FlushFile(path);

    public void FlushFolder(string path) => _real.FlushFolder(path);

    public long Length(string path) => _real.Length(path);

    public long AvailableBytes(string folder) => FreeBytes;
}
