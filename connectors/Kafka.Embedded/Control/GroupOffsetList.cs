namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>Offsets of one group.</summary>
internal readonly record struct GroupOffsetList(string GroupId, IReadOnlyList<StoredOffset> Offsets);
