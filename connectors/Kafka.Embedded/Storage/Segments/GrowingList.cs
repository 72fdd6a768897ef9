namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// A list that only grows: one writer at a time, any number of readers without lock. An element is written before the count that admits it, and never moves.
/// </summary>
internal sealed class GrowingList<T>
{
    private const int ChunkSize = 256;
    private T[][] _chunks = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public T this[int at] => Volatile.Read(ref _chunks)[at / ChunkSize][at % ChunkSize];

    public void Add(T item)
    {
        var (chunk, at) = Math.DivRem(_count, ChunkSize);
        if (chunk == _chunks.Length)
        {
            Volatile.Write(ref _chunks, [.. _chunks, new T[ChunkSize]]);
        }
        _chunks[chunk][at] = item;
        Volatile.Write(ref _count, _count + 1);
    }
}
