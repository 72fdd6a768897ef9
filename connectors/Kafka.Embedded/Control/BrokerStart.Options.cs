using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Transactions;

namespace NbaPipeline.Kafka.Embedded.Control;

internal sealed partial class BrokerStart
{
    private LogOptions LogOptionsOf(EmbeddedBrokerOptions options) =>
        _hooks.Log with
        {
            FlushPolicy = options.FlushPolicy,
            MinFreeBytes = options.MinFreeBytes,
            ProducerIdExpirationMs = options.ProducerIdExpirationMs,
        };

    private GroupOptions GroupOptionsOf(EmbeddedBrokerOptions options) =>
        new() { InitialRebalanceDelayMs = Config.GroupInitialRebalanceDelayMs, OffsetsRetentionMs = options.OffsetsRetentionMs };

    private static TransactionOptions TransactionOptionsOf(EmbeddedBrokerOptions options) =>
        new()
        {
            Policy = options.FlushPolicy,
            MaxTimeoutMs = options.TransactionMaxTimeoutMs,
            IdExpirationMs = options.TransactionalIdExpirationMs,
        };
}
