using System.Buffers.Binary;
using System.IO.Compression;

namespace NbaPipeline.Sources;

/// <summary>
/// Decompresses a gzip file and fails on one that was cut short. <see cref="GZipStream"/> alone ends such a file as if it were
/// complete (seen with .NET 10 for every cut, from 5 bytes on), which would lose rows in silence.
/// </summary>
internal sealed class GzipReader : ForwardStream
{
    private const int TrailerBytes = 4;

    private readonly IInputFiles _files;
    private readonly string _path;
    private long _length;
    private bool _checked;

    public GzipReader(IInputFiles files, string path)
        : base(new GZipStream(files.OpenRead(path), CompressionMode.Decompress))
    {
        _files = files;
        _path = path;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        _length += read;
        if (read == 0 && buffer.Length > 0 && !_checked)
        {
            _checked = true;
            if (!IsComplete())
            {
                throw new EndOfStreamException($"the gzip data is cut short (after {_length} B of text)");
            }
        }

        return read;
    }

    // A gzip member ends with the length of its text modulo 2^32. Files of several members (cat a.gz b.gz) end with the length of the
    // last one only, so a mismatch is settled by decompressing once more with a known member behind: it comes out whole or not at all.
    private bool IsComplete()
    {
        using var stream = _files.OpenRead(_path);
        if (stream.Length < TrailerBytes)
        {
            return false;
        }

        stream.Seek(-TrailerBytes, SeekOrigin.End);
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        stream.ReadExactly(trailer);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == unchecked((uint)_length) || EndsAtMemberBoundary();
    }

    private bool EndsAtMemberBoundary()
    {
        byte[] mark = [.. "end of the file\n"u8];
        using var compressed = new MemoryStream();
        using (var writer = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            writer.Write(mark);
        }

        using var joined = new GZipStream(new JoinedStream(_files.OpenRead(_path), compressed.ToArray()), CompressionMode.Decompress);
        var tail = new byte[mark.Length];
        var buffer = new byte[64 * 1024];
        long total = 0;
        try
        {
            for (int read; (read = joined.Read(buffer)) > 0; total += read)
            {
                var keep = Math.Min(read, tail.Length);
                tail.AsSpan(keep).CopyTo(tail);
                buffer.AsSpan(read - keep, keep).CopyTo(tail.AsSpan(tail.Length - keep));
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return total == _length + mark.Length && tail.AsSpan().SequenceEqual(mark);
    }
}
