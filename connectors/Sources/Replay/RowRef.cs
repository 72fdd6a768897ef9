namespace NbaPipeline.Sources;

/// <summary>
/// One record of the replay: where its bytes lie and its place in the order. 40 bytes, so that sorting 700,000 of them moves little.
/// </summary>
internal readonly record struct RowRef(
    long TimeMs,
    int Topic,
    int File,
    int Row,
    int Chunk,
    int Offset,
    int KeyBytes,
    int ValueBytes,
    ulong Hash
) : IComparable<RowRef>
{
    /// <summary>The replay order: event time, then topic, file and row, so that it is a function of the files alone.</summary>
    public int CompareTo(RowRef other)
    {
        var order = TimeMs.CompareTo(other.TimeMs);
        order = order != 0 ? order : Topic.CompareTo(other.Topic);
        order = order != 0 ? order : File.CompareTo(other.File);
        return order != 0 ? order : Row.CompareTo(other.Row);
    }
}
