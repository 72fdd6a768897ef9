using System.Buffers;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Reads the batches of a segment one after the other and checks their bytes, in large reads.</summary>
internal sealed class TailReader(IBrokerFile file, long lengthBytes) : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private long _start;
    private int _filled;

    /// <summary>True if a whole batch with the right checksum lies at that place.</summary>
    public bool TryRead(long position, out BatchHeader header)
    {
        header = default;
        if (lengthBytes - position < BatchLayout.Records)
        {
            return false;
        }
        header = new BatchHeader(Window(position, BatchLayout.Records));
        return header.IsPlausible && header.SizeBytes <= lengthBytes - position && Sum(position, header.SizeBytes) == header.Crc;
    }

    /// <summary>The outcome that a control batch at that place tells; null if it tells none.</summary>
    public bool? ReadOutcome(long position, in BatchHeader header) =>
        header.SizeBytes <= _buffer.Length ? ControlBatch.ReadOutcome(Window(position, (int)header.SizeBytes)) : null;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private uint Sum(long position, long sizeBytes)
    {
        var running = Crc32C.Seed;
        var end = position + sizeBytes;
        for (var at = position + BatchLayout.Attributes; at < end; )
        {
            // The whole batch where it fits, so that its records are at hand for the next look; else piece by piece.
            var piece = Window(at, (int)Math.Min(end - at, _buffer.Length));
            running = Crc32C.Append(running, piece);
            at += piece.Length;
        }
        return Crc32C.Finish(running);
    }

    private ReadOnlySpan<byte> Window(long position, int count)
    {
        if (position < _start || position + count > _start + _filled)
        {
            _start = position;
            _filled = file.Read(position, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, lengthBytes - position)));
        }
        return _filled - (position - _start) >= count
            ? _buffer.AsSpan((int)(position - _start), count)
            : throw new BrokerStorageException($"{file.Path} could not be read at position {position}.");
    }
}
