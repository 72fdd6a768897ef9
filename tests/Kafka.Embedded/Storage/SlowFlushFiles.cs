using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

/// <summary>Files in memory whose flushes of segments wait at a gate.</summary>
internal sealed class SlowFlushFiles : IBrokerFiles, IDisposable
{
    private readonly MemoryFiles _files = new();
    private readonly ManualResetEventSlim _gate = new(true);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _flushes;

    /// <summary>A flush has come to the closed gate.</summary>
    public Task Entered => _entered.Task;

    public int Flushes => Volatile.Read(ref _flushes);

    public long FreeBytes => _files.FreeBytes;

    public void Open() => _gate.Set();

    public void Close() => _gate.Reset();

    IBrokerFile IBrokerFiles.Open(string path) => new GatedFile(this, _files.Open(path));

    public IBrokerFile OpenRead(string path) => _files.OpenRead(path);

    public bool FileExists(string path) => _files.FileExists(path);

    public bool DirectoryExists(string path) => _files.DirectoryExists(path);

    public void CreateDirectory(string path) => _files.CreateDirectory(path);

    public IReadOnlyList<string> Files(string directory) => _files.Files(directory);

    public IReadOnlyList<string> Directories(string directory) => _files.Directories(directory);

    public void Rename(string from, string to) => _files.Rename(from, to);

    public void DeleteFile(string path) => _files.DeleteFile(path);

    public void DeleteDirectory(string path) => _files.DeleteDirectory(path);

    public void FlushDirectory(string path) => _files.FlushDirectory(path);

    public void Dispose() => _gate.Dispose();

    private void Pass()
    {
        Interlocked.Increment(ref _flushes);
        if (!_gate.IsSet)
        {
            _entered.TrySetResult();
        }
        _gate.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    private sealed class GatedFile(SlowFlushFiles files, IBrokerFile file) : IBrokerFile
    {
        public string Path => file.Path;

        public long Length => file.Length;

        public int Read(long position, Span<byte> target) => file.Read(position, target);

        public void Write(long position, ReadOnlySpan<byte> bytes) => file.Write(position, bytes);

        public void Truncate(long length) => file.Truncate(length);

        public void Flush()
        {
            if (Path.EndsWith(Segment.LogSuffix, StringComparison.Ordinal))
            {
                files.Pass();
            }
        }

        public void Dispose() => file.Dispose();
    }
}
