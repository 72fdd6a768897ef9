using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Conformance.Tests.Differential;

internal sealed partial class StepSource
{
    private List<RecordSpec> SomeRecords(int max = 4, bool canBeLarge = true)
    {
        var records = new List<RecordSpec>();
        for (var left = _random.Next(1, max + 1); left > 0; left--)
        {
            _clockMs += _random.Next(-5, 50);
            _values++;
            var key = Chance(20) ? null : FormattableString.Invariant($"k{_random.Next(5)}");
            var value = Chance(10)
                ? null
                : FormattableString.Invariant($"v{_values}{(Chance(5) && canBeLarge ? new string('x', 500) : "")}");
            records.Add(new RecordSpec(_clockMs, key, value, WithHeader: Chance(20)));
        }
        return records;
    }

    private Step ProducePlain()
    {
        string topic = AnyTopic();
        var partition = AnyPartition();
        var spec = new BatchSpec(SomeRecords());
        var acks = Chance(5) ? (short)2 : Of<short>(-1, 1, 0);
        var version = Version(3, 11);
        return new(
            FormattableString.Invariant($"produce {spec.Records.Count} records to {topic}/{partition}, acks {acks}, v{version}"),
            peer => ProduceAsync(peer, version, topic, partition, null, acks, spec)
        );
    }

    private Step ProduceFaulty()
    {
        string topic = AnyTopic();
        var partition = AnyPartition();
        var fault = Of(Enum.GetValues<BatchFault>());
        var spec = new BatchSpec(SomeRecords()) { Fault = fault };
        var version = Version(8, 11);
        return new(
            FormattableString.Invariant($"produce a batch with {fault} to {topic}/{partition}, v{version}"),
            peer => ProduceAsync(peer, version, topic, partition, null, -1, spec)
        );
    }

    private static async Task<string> ProduceAsync(
        Peer peer,
        short version,
        string topic,
        int partition,
        string? transactionalId,
        short acks,
        BatchSpec spec
    )
    {
        var request = new ProduceRequest
        {
            TransactionalId = transactionalId,
            Acks = acks,
            TimeoutMs = 10_000,
        };
        request.TopicData.Add(new() { Name = topic });
        request.TopicData[0].PartitionData.Add(new() { Index = partition, Records = BatchBytes.Build(spec) });
        if (acks != 0)
        {
            return Accepted(await peer.AskAsync(version, request), peer);
        }
        await peer.Client.TellAsync(ApiKey.Produce, version, request);
        // One request at a time: whatever became of it has happened before the next answer, or the connection is closed.
        return await peer.TextAsync(12, new MetadataRequest { Topics = [], AllowAutoTopicCreation = false }, "Brokers", "ControllerId");
    }

    /// <summary>Of a refused batch only the reason is compared: Apache Kafka tells the log start with some reasons, and blames records as it finds them.</summary>
    private static string Accepted(IMessage? answer, Peer peer)
    {
        foreach (var each in (answer as ProduceResponse)?.Responses.SelectMany(topic => topic.PartitionResponses) ?? [])
        {
            each.LogStartOffset = each.ErrorCode == 0 ? each.LogStartOffset : -1;
        }
        return MessageText.Of(answer, peer.Names, "RecordErrors");
    }

    private Step InitIdempotent()
    {
        var producer = AnyProducer();
        var version = Version(0, 5);
        return new(
            FormattableString.Invariant($"{producer} gets an id, v{version}"),
            async peer =>
            {
                InitProducerIdResponse? answer = null;
                await peer.UntilAsync(
                    $"{producer} to get an id", // Apache Kafka answers 14 while it gets further ids
                    async () =>
                    {
                        var request = new InitProducerIdRequest { TransactionTimeoutMs = 60_000 };
                        answer = await peer.AskAsync<InitProducerIdResponse>(version, request);
                        return !Retriable.Contains(answer.ErrorCode);
                    }
                );
                peer.Producer(producer).Adopt(answer!.ProducerId, answer.ProducerEpoch);
                return MessageText.Of(answer, peer.Names);
            }
        );
    }

    private Step ProduceIdempotent()
    {
        string topic = AnyTopic(),
            producer = AnyProducer();
        var partition = AnyPartition();
        var records = SomeRecords();
        var how = Chance(70) ? SequenceFault.None : Of(Enum.GetValues<SequenceFault>());
        var version = Version(3, 11);
        return new(
            FormattableString.Invariant($"{producer} produces {records.Count} records to {topic}/{partition}, {how}, v{version}"),
            peer => ProduceInSequenceAsync(peer, version, topic, partition, null, peer.Producer(producer), new BatchSpec(records), how)
        );
    }

    /// <summary>Completes the batch with what the producer knows, right or wrong, and remembers it when it was accepted.</summary>
    private static async Task<string> ProduceInSequenceAsync(
        Peer peer,
        short version,
        string topic,
        int partition,
        string? transactionalId,
        ProducerMemory producer,
        BatchSpec batch,
        SequenceFault how
    )
    {
        var at = (topic, partition);
        var next = producer.NextSequence.GetValueOrDefault(at);
        var spec = batch with
        {
            ProducerId = producer.Id,
            Epoch = producer.Epoch,
            Sequence = next,
            Transactional = transactionalId is not null,
        };
        spec = how switch
        {
            SequenceFault.Gap => spec with { Sequence = next + 5 },
            SequenceFault.Repeat when producer.LastBatch.TryGetValue(at, out var last) => last,
            // One that repeats nothing, where that comes before the coordinator's word: a repeat is known to the log here, not in Apache Kafka.
            SequenceFault.OldEpoch when producer.Epoch > 0 => spec with
            {
                Epoch = (short)(producer.Epoch - 1),
                Sequence = spec.Transactional ? next + 100 : next,
            },
            SequenceFault.RaisedEpoch => spec with { Epoch = (short)(producer.Epoch + 1), Sequence = 0 },
            SequenceFault.NoSequence => spec with { Sequence = -1 },
            _ => spec,
        };
        var text = await ProduceAsync(peer, version, topic, partition, transactionalId, -1, spec);
        if (how == SequenceFault.Repeat)
        {
            // Of a repeated batch Apache Kafka tells the record time as append time, whatever the topic's type.
            text = text.Replace("LogAppendTimeMs=set", "LogAppendTimeMs=-1", StringComparison.Ordinal);
        }
        if (
            text.Contains(
                $"{nameof(ProduceResponse.ResponsesItem.PartitionResponsesItem.ErrorCode)}={nameof(ErrorCode.None)}",
                StringComparison.Ordinal
            )
        )
        {
            if (spec.Epoch != producer.Epoch)
            {
                producer.Adopt(spec.ProducerId, spec.Epoch);
            }
            producer.NextSequence[at] = spec.Sequence + spec.Records.Count;
            producer.LastBatch[at] = spec;
        }
        return text;
    }

    private Step Fetch()
    {
        string topic = AnyTopic();
        var partition = AnyPartition();
        var committed = Chance(50);
        var version = Version(4, 16);
        var from = Of(0L, 0L, 0L, 1L, 2L, 5L, 10L, 1000L, -3L);
        var bytes = Of(1 << 20, 1 << 20, 1, 300);
        var epoch = Chance(10) ? Of(0, 1, 7) : -1;
        return new(
            FormattableString.Invariant(
                $"fetch {topic}/{partition} from {from}, {(committed ? "committed" : "all")}, {bytes} bytes, epoch {epoch}, v{version}"
            ),
            async peer =>
            {
                var request = new FetchRequest { IsolationLevel = (sbyte)(committed ? 1 : 0), MaxBytes = 1 << 24 };
                request.Topics.Add(new() { Topic = topic, TopicId = version >= 13 ? await IdOrUnknownAsync(peer, topic) : Guid.Empty });
                request
                    .Topics[0]
                    .Partitions.Add(
                        new()
                        {
                            Partition = partition,
                            FetchOffset = from,
                            PartitionMaxBytes = bytes,
                            CurrentLeaderEpoch = epoch,
                        }
                    );
                return await FetchedAsync(peer, version, request, toTheEnd: bytes > 1000);
            }
        );
    }

    /// <summary>The first batch, or all of them up to the end: where a broker cuts its answers (at the end of a segment, say) is its own affair.</summary>
    private static async Task<string> FetchedAsync(Peer peer, short version, FetchRequest request, bool toTheEnd)
    {
        const int RoundsMax = 100;
        var asked = request.Topics[0].Partitions[0];
        var text = "";
        for (var round = 0; round < RoundsMax; round++)
        {
            var answer = await peer.AskAsync(version, request);
            var got = (answer as FetchResponse)?.Responses.SingleOrDefault()?.Partitions.SingleOrDefault();
            if (round == 0)
            {
                text = MessageText.Of(answer, peer.Names, "Records", "AbortedTransactions");
            }
            var records = toTheEnd ? got?.Records ?? default : BatchText.Split(got?.Records ?? default).FirstOrDefault().Batch;
            var aborted = (got?.AbortedTransactions ?? []).Select(each => (each.ProducerId, each.FirstOffset));
            text += string.Concat(BatchText.Read(records, aborted, peer.Names).Select(line => $"\n    {line}"));
            var end = BatchText.Split(records).Select(each => each.EndOffset).DefaultIfEmpty(-1).Last();
            if (end < 0 || !toTheEnd)
            {
                return text;
            }
            asked.FetchOffset = end;
        }
        return $"{text} and no end";
    }

    private Step ListOffsets()
    {
        string topic = AnyTopic();
        var partition = AnyPartition();
        var version = Version(1, 7);
        var time = Of(-1, -2, version == 7 ? MaxTimestamp : -1, _clockMs - _random.Next(500), 0, _clockMs + 1000);
        var committed = (sbyte)_random.Next(2);
        var epoch = Chance(10) ? Of(0, 1, 7) : -1;
        return new(
            FormattableString.Invariant($"offset of {topic}/{partition} at {time}, isolation {committed}, epoch {epoch}, v{version}"),
            async peer =>
            {
                var request = new ListOffsetsRequest { ReplicaId = -1, IsolationLevel = committed };
                request.Topics.Add(new() { Name = topic });
                request
                    .Topics[0]
                    .Partitions.Add(
                        new()
                        {
                            PartitionIndex = partition,
                            Timestamp = time,
                            CurrentLeaderEpoch = epoch,
                        }
                    );
                var answer = await peer.AskAsync<ListOffsetsResponse>(version, request);
                if ((time >= 0 || time == MaxTimestamp) && await LogStartAsync(peer, topic, partition) > 0)
                {
                    return "(of records that may be deleted)"; // Apache Kafka finds those, too, and then nothing behind them
                }
                foreach (var each in answer.Topics[0].Partitions.Where(each => each.Timestamp > _realTimeFromMs))
                {
                    each.Timestamp = long.MaxValue; // of the broker's own clock, and so is which of two batches is later
                    each.Offset = time == MaxTimestamp ? -1 : each.Offset;
                }
                return MessageText.Of(answer, peer.Names);
            }
        );
    }

    private const long MaxTimestamp = -3;

    private static async Task<long> LogStartAsync(Peer peer, string topic, int partition)
    {
        var request = new ListOffsetsRequest { ReplicaId = -1 };
        request.Topics.Add(new() { Name = topic, Partitions = [new() { PartitionIndex = partition, Timestamp = -2 }] });
        return (await peer.AskAsync<ListOffsetsResponse>(7, request)).Topics[0].Partitions[0].Offset;
    }

    /// <summary>Times the producers here invent stay below it, the brokers' clocks are above.</summary>
    private const long _realTimeFromMs = 1_750_000_000_000;

    private Step LeaderEpoch()
    {
        string topic = AnyTopic();
        var partition = AnyPartition();
        int asked = Of(0, 0, 1, 5),
            current = Of(-1, -1, 0, 3);
        var version = Version(2, 4);
        return new(
            FormattableString.Invariant($"end of epoch {asked} (current {current}) in {topic}/{partition}, v{version}"),
            async peer =>
            {
                var request = new OffsetForLeaderEpochRequest { ReplicaId = -1 };
                request.Topics.Add(new() { Topic = topic });
                request
                    .Topics[0]
                    .Partitions.Add(
                        new()
                        {
                            Partition = partition,
                            LeaderEpoch = asked,
                            CurrentLeaderEpoch = current,
                        }
                    );
                return await peer.TextAsync(version, request);
            }
        );
    }

    private Step DeleteRecords()
    {
        string topic = AnyTopic();
        var partition = AnyPartition();
        var before = Of(-1L, 0L, 1L, 3L, 6L, 500L, -7L);
        var version = Version(0, 2);
        return new(
            FormattableString.Invariant($"delete records of {topic}/{partition} before {before}, v{version}"),
            async peer =>
            {
                var request = new DeleteRecordsRequest { TimeoutMs = 10_000 };
                request.Topics.Add(new() { Name = topic });
                request.Topics[0].Partitions.Add(new() { PartitionIndex = partition, Offset = before });
                return await peer.TextAsync(version, request);
            }
        );
    }
}
