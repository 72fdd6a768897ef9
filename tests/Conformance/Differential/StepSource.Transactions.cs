using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Conformance.Tests.Differential;

internal sealed partial class StepSource
{
    private const short ConcurrentTransactions = (short)ErrorCode.ConcurrentTransactions;

    private static readonly HashSet<short> Retriable = [ConcurrentTransactions, (short)ErrorCode.CoordinatorLoadInProgress];

    private Step InitTransactional()
    {
        var id = AnyTransactionalId();
        var version = Version(0, 5);
        var how = version >= 3 ? Of("afresh", "afresh", "resumed", "resumed from an old epoch", "half resumed") : "afresh";
        var timeoutMs = Chance(10) ? Of(0, 1_000_000_000) : 600_000;
        return new(
            FormattableString.Invariant($"{id} initialises {how}, timeout {timeoutMs} ms, v{version}"),
            async peer =>
            {
                var memory = peer.Producer(id);
                if (how == "resumed from an old epoch")
                {
                    // In the middle of a transaction Apache Kafka lets a zombie abort its successor's; the embedded broker does not.
                    await EndAsync(peer, id, commit: false, epoch: 0, version: 3);
                }
                var request = new InitProducerIdRequest
                {
                    TransactionalId = id,
                    TransactionTimeoutMs = timeoutMs,
                    ProducerId = how == "afresh" ? -1 : memory.Id,
                    ProducerEpoch = how switch
                    {
                        "resumed" => memory.Epoch,
                        "resumed from an old epoch" => (short)(memory.Epoch - 1),
                        _ => -1,
                    },
                };
                // Apache Kafka answers 51 while it ends the transaction of before and 14 while it gets further ids; the embedded broker answers then.
                InitProducerIdResponse? answer = null;
                await peer.UntilAsync(
                    $"{id} to be initialised",
                    async () => !Retriable.Contains((answer = await peer.AskAsync<InitProducerIdResponse>(version, request)).ErrorCode)
                );
                if (answer!.ErrorCode == 0)
                {
                    memory.Adopt(answer.ProducerId, answer.ProducerEpoch);
                }
                return MessageText.Of(answer, peer.Names);
            }
        );
    }

    private Step AddPartitions()
    {
        var id = AnyTransactionalId();
        string topic = AnyTopic(),
            other = AnyTopic();
        int partition = AnyPartition(),
            otherPartition = AnyPartition();
        var epoch = AnyEpochOffset();
        var version = Version(0, 3);
        return new(
            FormattableString.Invariant($"{id} (epoch {epoch:+0;-0;+0}) adds {topic}/{partition} and {other}/{otherPartition}, v{version}"),
            async peer =>
            {
                var memory = peer.Producer(id);
                var request = new AddPartitionsToTxnRequest
                {
                    TransactionalId = id,
                    ProducerId = memory.Id,
                    ProducerEpoch = (short)(memory.Epoch + epoch),
                };
                request.Topics.Add(new() { Name = topic, Partitions = [partition] });
                if (other == topic)
                {
                    request.Topics[0].Partitions = [.. request.Topics[0].Partitions.Append(otherPartition).Distinct()];
                }
                else
                {
                    request.Topics.Add(new() { Name = other, Partitions = [otherPartition] });
                }
                AddPartitionsToTxnResponse? answer = null;
                await peer.UntilAsync(
                    $"{id} to add partitions",
                    async () =>
                        (answer = await peer.AskAsync<AddPartitionsToTxnResponse>(version, request)).Results.TrueForAll(topic =>
                            topic.ResultsByPartition.TrueForAll(each => each.PartitionErrorCode != ConcurrentTransactions)
                        )
                );
                return MessageText.Of(answer, peer.Names);
            }
        );
    }

    private int AnyEpochOffset() => Chance(85) ? 0 : Of(-1, 1);

    private Step ProduceTransactional()
    {
        string id = AnyTransactionalId(),
            topic = AnyTopic();
        var partition = AnyPartition();
        // Small enough for every topic: of two faults each broker tells the one that it looks for first.
        var records = SomeRecords(canBeLarge: false);
        var how = Chance(85)
            ? SequenceFault.None
            : Of(SequenceFault.Gap, SequenceFault.Repeat, SequenceFault.OldEpoch, SequenceFault.RaisedEpoch);
        // A repeat after the end of its transaction is known to the log here, and does not get that far in Apache Kafka.
        var addFirst = how == SequenceFault.Repeat || Chance(70);
        var version = Version(3, 11);
        return new(
            FormattableString.Invariant(
                $"{id} produces {records.Count} records to {topic}/{partition}, {how}{(addFirst ? ", added first" : "")}, v{version}"
            ),
            async peer =>
            {
                var memory = peer.Producer(id);
                if (memory.Id < 0)
                {
                    return "(has no id)";
                }
                var added = "";
                if (addFirst)
                {
                    var request = new AddPartitionsToTxnRequest
                    {
                        TransactionalId = id,
                        ProducerId = memory.Id,
                        ProducerEpoch = memory.Epoch,
                    };
                    request.Topics.Add(new() { Name = topic, Partitions = [partition] });
                    added = await peer.TextAsync(3, request);
                }
                var produced = await ProduceInSequenceAsync(peer, version, topic, partition, id, memory, new BatchSpec(records), how);
                if (how is SequenceFault.RaisedEpoch or SequenceFault.Repeat)
                {
                    // Apache Kafka keeps the sequence of a batch that it asked the coordinator about and did not append, and finds what follows out of order.
                    await EndAsync(peer, id, commit: false, epoch: 0, version: 3);
                }
                return $"{added} {produced}";
            }
        );
    }

    private Step AddOffsets()
    {
        string id = AnyTransactionalId(),
            group = AnyGroup();
        var epoch = AnyEpochOffset();
        var version = Version(0, 3);
        return new(
            FormattableString.Invariant($"{id} (epoch {epoch:+0;-0;+0}) adds offsets of {group}, v{version}"),
            async peer =>
            {
                var memory = peer.Producer(id);
                return await peer.TextAsync(
                    version,
                    new AddOffsetsToTxnRequest
                    {
                        TransactionalId = id,
                        ProducerId = memory.Id,
                        ProducerEpoch = (short)(memory.Epoch + epoch),
                        GroupId = group,
                    }
                );
            }
        );
    }

    private Step CommitInTransaction()
    {
        string id = AnyTransactionalId(),
            group = AnyGroup(),
            topic = AnyTopic();
        var partition = AnyPartition();
        var offset = _random.Next(100);
        var addFirst = Chance(80);
        var epoch = AnyEpochOffset();
        var version = Version(0, 3);
        return new(
            FormattableString.Invariant(
                $"{id} (epoch {epoch:+0;-0;+0}) commits {offset} of {topic}/{partition} for {group}{(addFirst ? ", added first" : "")}, v{version}"
            ),
            async peer =>
            {
                var memory = peer.Producer(id);
                var added = "";
                if (addFirst)
                {
                    added = await peer.TextAsync(
                        3,
                        new AddOffsetsToTxnRequest
                        {
                            TransactionalId = id,
                            ProducerId = memory.Id,
                            ProducerEpoch = memory.Epoch,
                            GroupId = group,
                        }
                    );
                }
                var request = new TxnOffsetCommitRequest
                {
                    TransactionalId = id,
                    GroupId = group,
                    ProducerId = memory.Id,
                    ProducerEpoch = (short)(memory.Epoch + epoch),
                };
                request.Topics.Add(new() { Name = topic });
                request
                    .Topics[0]
                    .Partitions.Add(
                        new()
                        {
                            PartitionIndex = partition,
                            CommittedOffset = offset,
                            CommittedMetadata = "in a transaction",
                        }
                    );
                return $"{added} {await peer.TextAsync(version, request)}";
            }
        );
    }

    private Step EndTransaction()
    {
        var id = AnyTransactionalId();
        var commit = Chance(60);
        var epoch = AnyEpochOffset();
        var version = Version(0, 3);
        return new(
            FormattableString.Invariant($"{id} (epoch {epoch:+0;-0;+0}) {(commit ? "commits" : "aborts")}, v{version}"),
            peer => EndAsync(peer, id, commit, epoch, version)
        );
    }

    private static async Task<string> EndAsync(Peer peer, string id, bool commit, int epoch, short version)
    {
        var memory = peer.Producer(id);
        var answer = await peer.TextAsync(
            version,
            new EndTxnRequest
            {
                TransactionalId = id,
                ProducerId = memory.Id,
                ProducerEpoch = (short)(memory.Epoch + epoch),
                Committed = commit,
            }
        );
        await peer.UntilAsync(
            $"{id} to have ended",
            async () => !(await StateAsync(peer, id)).StartsWith("Prepare", StringComparison.Ordinal)
        );
        return answer;
    }

    private static async Task<string> StateAsync(Peer peer, string id)
    {
        var answer = await peer.AskAsync<DescribeTransactionsResponse>(0, new DescribeTransactionsRequest { TransactionalIds = [id] });
        return answer.TransactionStates[0].TransactionState;
    }

    /// <summary>Nothing is promised about a transaction whose topic is deleted in its middle.</summary>
    private async Task EndAllAsync(Peer peer)
    {
        foreach (var id in TransactionalIds)
        {
            await EndAsync(peer, id, commit: false, epoch: 0, version: 3);
        }
    }

    private Step ViewTransactions()
    {
        var id = AnyTransactionalId();
        string topic = AnyTopic();
        var partition = AnyPartition();
        return _random.Next(3) switch
        {
            0 => new($"describe the transaction of {id}", peer => DescribeTransactionAsync(peer, id)),
            1 => new($"list transactions", ListTransactionsAsync),
            _ => new(
                FormattableString.Invariant($"describe the producers of {topic}/{partition}"),
                peer =>
                {
                    var request = new DescribeProducersRequest();
                    request.Topics.Add(new() { Name = topic, PartitionIndexes = [partition] });
                    return peer.TextAsync(0, request);
                }
            ),
        };
    }

    private async Task<string> DescribeTransactionAsync(Peer peer, string id)
    {
        var answer = await peer.AskAsync<DescribeTransactionsResponse>(0, new DescribeTransactionsRequest { TransactionalIds = [id] });
        // Where Apache Kafka keeps the offsets of groups is its own affair.
        answer.TransactionStates[0].Topics.RemoveAll(each => !each.Topic.StartsWith(prefix, StringComparison.Ordinal));
        // The start of a transaction that is over is told by one broker and not by the other.
        return answer.TransactionStates[0].TransactionState == "Ongoing"
            ? MessageText.Of(answer, peer.Names)
            : MessageText.Of(answer, peer.Names, "TransactionStartTimeMs");
    }

    private async Task<string> ListTransactionsAsync(Peer peer)
    {
        var answer = await peer.AskAsync<ListTransactionsResponse>(
            0,
            new ListTransactionsRequest { StateFilters = ["Ongoing", "Empty", "Sleeping"] }
        );
        answer.TransactionStates.RemoveAll(each => !each.TransactionalId.StartsWith(prefix, StringComparison.Ordinal));
        return MessageText.Of(answer, peer.Names);
    }
}
