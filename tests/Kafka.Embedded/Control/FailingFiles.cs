using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

/// <summary>Files whose next writes or flushes fail, and that count flushes.</summary>
internal sealed class FailingFiles(IBrokerFiles inner) : IBrokerFiles
{
    /// <summary>Which files fail; all unless told.</summary>
    public Func<string, bool> Affects { get; set; } = _ => true;

    public int FailWrites { get; set; }

    public int FailFlushes { get; set; }

    public int Flushes { get; set; }

    public long FreeBytes => inner.FreeBytes;

    public IBrokerFile Open(string path) => new FailingFile(this, inner.Open(path));

    public IBrokerFile OpenRead(string path) => inner.OpenRead(path);

    public bool FileExists(string path) => inner.FileExists(path);

    public bool DirectoryExists(string path) => inner.DirectoryExists(path);

    public void CreateDirectory(string path) => inner.CreateDirectory(path);

    public IReadOnlyList<string> Files(string directory) => inner.Files(directory);

    public IReadOnlyList<string> Directories(string directory) => inner.Directories(directory);

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void DeleteFile(string path) => inner.DeleteFile(path);

    public void DeleteDirectory(string path) => inner.DeleteDirectory(path);

    public void FlushDirectory(string path) => inner.FlushDirectory(path);

    private sealed class FailingFile(FailingFiles files, IBrokerFile inner) : IBrokerFile
    {
        public string Path => inner.Path;

        public long Length => inner.Length;

        public int Read(long position, Span<byte> target) => inner.Read(position, target);

        public void Write(long position, ReadOnlySpan<byte> bytes)
        {
            if (files.FailWrites > 0 && files.Affects(Path))
            {
                files.FailWrites--;
                inner.Write(position, bytes[..(bytes.Length / 2)]);
                throw new IOException("No space left on device");
            }

            inner.Write(position, bytes);
        }

        public void Truncate(long length) => inner.Truncate(length);

        public void Flush()
        {
            files.Flushes++;
            if (files.FailFlushes > 0 && files.Affects(Path))
            {
                files.FailFlushes--;
                throw new IOException("Input/output error");
            }

            inner.Flush();
        }

        public void Dispose() => inner.Dispose();
    }
}
