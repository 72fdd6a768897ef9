namespace NbaPipeline.Materialiser;

/// <summary>A record that could not become a row, bytes intact.</summary>
public sealed record DeadLetter(
    string Topic,
    int Partition,
    long Offset,
    DateTimeOffset RecordTime,
    ReadOnlyMemory<byte>? Key,
    ReadOnlyMemory<byte>? Value,
    string Reason
);
