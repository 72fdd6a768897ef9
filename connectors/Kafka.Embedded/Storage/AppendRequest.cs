namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What an append needs to know beside the batch.</summary>
/// <param name="ApiVersion">Version of the Produce request: some errors depend on it.</param>
/// <param name="TransactionalId">As in the Produce request.</param>
/// <param name="Verifier">Says whether a transactional producer may begin here (spec section 11.4); called under the partition's lock.</param>
internal readonly record struct AppendRequest(short ApiVersion, string? TransactionalId, ITransactionVerifier Verifier);
