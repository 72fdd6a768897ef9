namespace NbaPipeline.Dataflow.Client;

/// <summary>A producer's identity: a null <paramref name="TransactionalId"/> makes it idempotent only (at-least-once).</summary>
internal sealed record ProducerSettings(string ClientId, string? TransactionalId, int TransactionTimeoutMs);
