namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A segment that is full, with the producer state at its end, encoded: both wait to be written.</summary>
internal sealed record RolledSegment(Segment Segment, byte[] Producers);
