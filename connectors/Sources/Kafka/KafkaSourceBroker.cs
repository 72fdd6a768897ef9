using System.Text;
using Confluent.Kafka;

namespace NbaPipeline.Sources;

/// <summary>A Kafka cluster, through Confluent.Kafka.</summary>
public sealed partial class KafkaSourceBroker(KafkaSourceOptions options) : ISourceBroker
{
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    /// <exception cref="SourceException">No broker answers, or it refuses the transactional id or a client setting.</exception>
    public ISourceProducer OpenProducer(string transactionalId)
    {
        var producer = NewProducer(transactionalId);
        try
        {
            _ = Metadata(producer.Handle, topic: null);
            producer.InitTransactions(options.OperationTimeout);
            return new KafkaSourceProducer(producer, options.OperationTimeout);
        }
        catch (KafkaException e)
        {
            producer.Dispose();
            throw new SourceException(
                $"Kafka at {options.BootstrapServers} does not open the transactional id '{transactionalId}': {e.Error.Reason}",
                e
            );
        }
        catch
        {
            producer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SourceException">No broker answers, or it stops answering, or a client setting is refused.</exception>
    public void ReadCommitted(string topic, Action<CommittedRecord> visit, CancellationToken cancellationToken)
    {
        using var consumer = NewConsumer();
        var partitions = Partitions(consumer.Handle, topic);
        if (partitions.Count > 0)
        {
            consumer.Assign(partitions.Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
            ReadToEnd(consumer, topic, partitions.Count, visit, cancellationToken);
        }
    }

    private void ReadToEnd(
        IConsumer<byte[], byte[]> consumer,
        string topic,
        int partitions,
        Action<CommittedRecord> visit,
        CancellationToken cancellationToken
    )
    {
        var idle = TimeSpan.Zero;
        while (partitions > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = consumer.Consume(PollTimeout);
            if (result is null)
            {
                idle += PollTimeout;
                if (idle >= options.OperationTimeout)
                {
                    throw new SourceException($"Kafka at {options.BootstrapServers} sends nothing of {topic} for {idle.TotalSeconds:F0} s");
                }

                continue;
            }

            idle = TimeSpan.Zero;
            if (result.IsPartitionEOF)
            {
                partitions--;
                continue;
            }

            var message = result.Message;
            var hash = message.Headers.TryGetLastBytes(SourceHeaders.ContentHash, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
            visit(new CommittedRecord(result.Partition, result.Offset, message.Key ?? [], message.Value, hash));
        }
    }

    private List<Partition> Partitions(Handle client, string topic)
    {
        var metadata = Metadata(client, topic).Topics.FirstOrDefault(found => found.Topic == topic);
        return metadata is null || metadata.Error.IsError ? [] : metadata.Partitions.ConvertAll(found => new Partition(found.PartitionId));
    }

    private Metadata Metadata(Handle client, string? topic)
    {
        using var admin = new DependentAdminClientBuilder(client).Build();
        try
        {
            return topic is null ? admin.GetMetadata(options.ConnectTimeout) : admin.GetMetadata(topic, options.ConnectTimeout);
        }
        catch (KafkaException e)
        {
            throw new SourceException(
                $"no Kafka broker answers at {options.BootstrapServers} within {options.ConnectTimeout.TotalSeconds:F0} s ({e.Error.Reason}); "
                    + "check that it runs and that the address is right",
                e
            );
        }
    }
}
