using Microsoft.Win32.SafeHandles;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A file on a disk, read and written at positions: no shared cursor, no buffer of our own.</summary>
internal sealed class RealFile(string path, SafeFileHandle handle) : IBrokerFile
{
    public string Path => path;

    public long Length => RandomAccess.GetLength(handle);

    public int Read(long position, Span<byte> target)
    {
        var total = 0;
        while (total < target.Length)
        {
            var read = RandomAccess.Read(handle, target[total..], position + total);
            if (read == 0)
            {
                break;
            }
            total += read;
        }
        return total;
    }

    public void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, position);

    public void Truncate(long length) => RandomAccess.SetLength(handle, length);

    public void Flush() => RandomAccess.FlushToDisk(handle);

    public void Dispose() => handle.Dispose();
}
