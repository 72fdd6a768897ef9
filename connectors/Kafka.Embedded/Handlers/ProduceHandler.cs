using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>
/// Produce (spec sections 6, 7.3, 8.6): appends each batch straight from the request's frame. With <see cref="FlushPolicy.EveryAck"/> the
/// answer to acks=-1 waits for the disk while the connection appends the next request.
/// </summary>
internal sealed class ProduceHandler(TopicCatalogue topics, ITransactionVerifier transactions) : IRequestHandler
{
    private const short AcksOfAll = -1;

    public ValueTask HandleAsync(Request request)
    {
        var produce = request.ReadInPlace<ProduceRequest>();
        var response = new ProduceResponse();
        List<Unflushed>? unflushed = null;
        var failed = false;
        foreach (var topic in produce.TopicData)
        {
            topics.TryGet(topic.Name, out var known);
            var answered = new ProduceResponse.ResponsesItem { Name = topic.Name };
            response.Responses.Add(answered);
            foreach (var partition in topic.PartitionData)
            {
                var log = known?.Find(partition.Index);
                var result = Append(log, partition.Records.GetValueOrDefault(), produce, request.Header.Version);
                var item = Describe(partition.Index, result, log);
                answered.PartitionResponses.Add(item);
                failed |= result.Error != ErrorCode.None;
                if (result.Error == ErrorCode.None && produce.Acks == AcksOfAll)
                {
                    var flushed = log!.FlushedTo(result.EndOffset);
                    if (!flushed.IsCompletedSuccessfully)
                    {
                        (unflushed ??= []).Add(new Unflushed(flushed.AsTask(), item));
                    }
                }
            }
        }
        request.ReleaseFrame();
        if (produce.Acks == 0)
        {
            // Nobody waits for an answer; closing is the only way to say that something was refused.
            request.CloseAfter = failed;
            return ValueTask.CompletedTask;
        }
        if (unflushed is null)
        {
            return request.RespondAsync(response);
        }
        request.Connection.RespondLater(request.Header, FlushAsync(unflushed, response));
        return ValueTask.CompletedTask;
    }

    private AppendResult Append(PartitionLog? log, Memory<byte> batch, ProduceRequest produce, short version)
    {
        if (log is null)
        {
            return AppendResult.Failed(ErrorCode.UnknownTopicOrPartition);
        }
        if (produce.Acks is < -1 or > 1)
        {
            return AppendResult.Failed(ErrorCode.InvalidRequiredAcks);
        }
        try
        {
            return log.Append(batch, new AppendRequest(version, produce.TransactionalId, transactions));
        }
        catch (BrokerStorageException e)
        {
            return AppendResult.Failed(ErrorCode.KafkaStorageError, e.Message);
        }
    }

    private static ProduceResponse.ResponsesItem.PartitionResponsesItem Describe(int index, AppendResult result, PartitionLog? log)
    {
        var item = new ProduceResponse.ResponsesItem.PartitionResponsesItem
        {
            Index = index,
            ErrorCode = (short)result.Error,
            ErrorMessage = result.Message,
            BaseOffset = result.BaseOffset,
            LogAppendTimeMs = result.LogAppendTimeMs,
            LogStartOffset = result.Error == ErrorCode.None ? log!.LogStart : -1,
        };
        foreach (var record in result.RecordErrors ?? [])
        {
            item.RecordErrors.Add(new() { BatchIndex = record.BatchIndex, BatchIndexErrorMessage = record.Message });
        }
        return item;
    }

    private static async Task<IMessage?> FlushAsync(List<Unflushed> unflushed, ProduceResponse response)
    {
        foreach (var (flushed, item) in unflushed)
        {
            try
            {
                await flushed;
            }
            catch (BrokerStorageException e)
            {
                item.ErrorCode = (short)ErrorCode.KafkaStorageError;
                item.ErrorMessage = e.Message;
                item.BaseOffset = -1;
            }
        }
        return response;
    }

    private readonly record struct Unflushed(Task Flushed, ProduceResponse.ResponsesItem.PartitionResponsesItem Answer);
}
