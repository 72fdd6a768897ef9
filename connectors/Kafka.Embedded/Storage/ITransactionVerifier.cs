using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Decides whether a transactional producer may begin in a partition (KIP-890 part 1, spec section 11.4).</summary>
internal interface ITransactionVerifier
{
    /// <summary>Called under the partition's lock, so it takes no lock itself. None, or the error for a Produce request of that version.</summary>
    ErrorCode Verify(string? transactionalId, long producerId, short epoch, Guid topicId, int partition, short produceVersion);
}
