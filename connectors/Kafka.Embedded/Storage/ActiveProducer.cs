namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>One producer in a partition's state, as DescribeProducers shows it. -1 where there is none.</summary>
internal sealed record ActiveProducer(long ProducerId, short Epoch, int LastSequence, long LastUsedMs, long TransactionFirstOffset);
