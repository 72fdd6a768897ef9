namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>An offset with the control-log sequence that stored it: when a transaction commits, the later one counts (spec section 11.3, step 3).</summary>
internal readonly record struct SequencedOffset(StoredOffset Offset, long Sequence);
