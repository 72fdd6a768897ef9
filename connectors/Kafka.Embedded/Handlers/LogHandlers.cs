using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>What tools ask of the logs: DeleteRecords, DescribeLogDirs, DescribeProducers (spec section 6).</summary>
internal sealed class LogHandlers(TopicCatalogue topics, IBrokerFiles files, string directory)
{
    public IMessage DeleteRecords(DeleteRecordsRequest request, RequestContext context)
    {
        var response = new DeleteRecordsResponse();
        foreach (var topic in request.Topics)
        {
            var answered = new DeleteRecordsResponse.TopicsItem { Name = topic.Name };
            response.Topics.Add(answered);
            foreach (var partition in topic.Partitions)
            {
                var (error, lowWatermark) = DeleteRecords(topics.Find(topic.Name, partition.PartitionIndex), partition.Offset);
                answered.Partitions.Add(
                    new()
                    {
                        PartitionIndex = partition.PartitionIndex,
                        ErrorCode = (short)error,
                        LowWatermark = error == ErrorCode.None ? lowWatermark : -1,
                    }
                );
            }
        }
        return response;
    }

    public IMessage DescribeLogDirs(DescribeLogDirsRequest request, RequestContext context)
    {
        var answer = new DescribeLogDirsResponse.ResultsItem { LogDir = directory, UsableBytes = files.FreeBytes };
        foreach (var topic in topics.All)
        {
            var asked = request.Topics?.Where(t => t.Topic == topic.Name).SelectMany(t => t.Partitions);
            var partitions = asked is null ? topic.Partitions : [.. asked.Distinct().Select(topic.Find).OfType<PartitionLog>()];
            if (partitions.Count > 0)
            {
                answer.Topics.Add(new() { Name = topic.Name, Partitions = [.. partitions.Select(Size)] });
            }
        }
        var response = new DescribeLogDirsResponse();
        response.Results.Add(answer);
        return response;
    }

    public IMessage DescribeProducers(DescribeProducersRequest request, RequestContext context)
    {
        var response = new DescribeProducersResponse();
        foreach (var topic in request.Topics)
        {
            var answered = new DescribeProducersResponse.TopicsItem { Name = topic.Name };
            response.Topics.Add(answered);
            foreach (var partition in topic.PartitionIndexes)
            {
                answered.Partitions.Add(DescribeProducers(topics.Find(topic.Name, partition), partition));
            }
        }
        return response;
    }

    private static (ErrorCode Error, long LowWatermark) DeleteRecords(PartitionLog? log, long offset)
    {
        if (log is null)
        {
            return (ErrorCode.UnknownTopicOrPartition, -1);
        }
        try
        {
            return log.DeleteRecords(offset);
        }
        catch (BrokerStorageException)
        {
            return (ErrorCode.KafkaStorageError, -1);
        }
    }

    private static DescribeLogDirsResponse.ResultsItem.TopicsItem.PartitionsItem Size(PartitionLog log) =>
        new() { PartitionIndex = log.Partition, PartitionSize = log.SizeBytes };

    private static DescribeProducersResponse.TopicsItem.PartitionsItem DescribeProducers(PartitionLog? log, int partition)
    {
        var answer = new DescribeProducersResponse.TopicsItem.PartitionsItem { PartitionIndex = partition };
        if (log is null)
        {
            answer.ErrorCode = (short)ErrorCode.UnknownTopicOrPartition;
            return answer;
        }
        foreach (var producer in log.ActiveProducers())
        {
            answer.ActiveProducers.Add(
                new()
                {
                    ProducerId = producer.ProducerId,
                    ProducerEpoch = producer.Epoch,
                    LastSequence = producer.LastSequence,
                    LastTimestamp = producer.LastUsedMs,
                    CoordinatorEpoch = 0,
                    CurrentTxnStartOffset = producer.TransactionFirstOffset,
                }
            );
        }
        return answer;
    }
}
