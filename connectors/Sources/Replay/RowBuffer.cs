namespace NbaPipeline.Sources;

/// <summary>
/// Encoded records of the files, in chunks of memory that never move. Event-time order needs all files of a season at once (a box score
/// of the first day stands in another file than the line it answers), so rows are held encoded, about 300 B each, up to a stated limit.
/// </summary>
internal sealed class RowBuffer(long maxBytes)
{
    private const int ChunkBytes = 4 * 1024 * 1024;

    private readonly List<byte[]> _chunks = [];
    private readonly List<RowRef> _rows = [];
    private int _used;
    private long _total;

    public int Count => _rows.Count;

    public RowRef this[int index] => _rows[index];

    /// <summary>Copies one record in.</summary>
    /// <exception cref="SourceException">The limit is reached.</exception>
    public void Add(long timeMs, int topic, int file, int row, ulong hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var size = key.Length + value.Length;
        _total += size;
        if (_total > maxBytes)
        {
            throw new SourceException(
                $"the rows need more than the {maxBytes:N0} B of memory allowed for ordering them by event time; "
                    + "replay fewer seasons at once (--seasons) or raise MaxBufferedBytes"
            );
        }

        if (_chunks.Count == 0 || _chunks[^1].Length - _used < size)
        {
            _chunks.Add(GC.AllocateUninitializedArray<byte>(Math.Max(ChunkBytes, size)));
            _used = 0;
        }

        var chunk = _chunks[^1];
        key.CopyTo(chunk.AsSpan(_used));
        value.CopyTo(chunk.AsSpan(_used + key.Length));
        _rows.Add(new RowRef(timeMs, topic, file, row, _chunks.Count - 1, _used, key.Length, value.Length, hash));
        _used += size;
    }

    public ReadOnlyMemory<byte> Key(in RowRef row) => _chunks[row.Chunk].AsMemory(row.Offset, row.KeyBytes);

    public ReadOnlyMemory<byte> Value(in RowRef row) => _chunks[row.Chunk].AsMemory(row.Offset + row.KeyBytes, row.ValueBytes);

    public void Sort() => _rows.Sort();
}
