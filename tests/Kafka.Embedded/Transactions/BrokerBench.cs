using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Clients;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>A broker without network on files in memory, everything on the caller's thread, and the requests of a transactional client in one line each.</summary>
internal sealed class BrokerBench : IAsyncDisposable
{
    private readonly ReportedLines _reported;

    private BrokerBench(IBrokerFiles files, StillClock time, EmbeddedBrokerOptions options, ReportedLines reported, BrokerStart broker) =>
        (Files, Time, Options, _reported, Broker) = (files, time, options, reported, broker);

    public IBrokerFiles Files { get; }

    public StillClock Time { get; }

    public EmbeddedBrokerOptions Options { get; }

    public BrokerStart Broker { get; private set; }

    /// <summary>Warnings and worse of all its starts.</summary>
    public IEnumerable<string> Complaints => _reported.Complaints;

    public static async Task<BrokerBench> OpenAsync(
        IBrokerFiles? files = null,
        FlushPolicy policy = FlushPolicy.Interval,
        StillClock? time = null,
        string bootId = "boot"
    )
    {
        files ??= new MemoryFiles();
        time ??= new StillClock();
        var options = new EmbeddedBrokerOptions { DataDirectory = ":memory:", FlushPolicy = policy };
        var reported = new ReportedLines();
        return new BrokerBench(files, time, options, reported, await StartAsync(files, options, time, bootId, reported));
    }

    /// <summary>Puts entries into the control log of a broker that is not running.</summary>
    public static async Task SeedAsync(IBrokerFiles files, params ControlEntry[] entries)
    {
        using ControlLog log = ControlLog.Open(files, new() { WriteOnCaller = true }, NullLogger.Instance);
        foreach (ControlEntry entry in entries)
        {
            await log.AppendAsync(entry);
        }
    }

    /// <summary>Kills the broker and starts it again on what is left.</summary>
    public async Task RestartAsync(string bootId = "boot", bool clean = false)
    {
        await (clean ? Broker.CloseAsync() : Broker.DisposeAsync().AsTask());
        Broker = await StartAsync(Files, Options, Time, bootId, _reported);
    }

    public async Task<Topic> TopicAsync(string name, int partitions = 1)
    {
        CreateTopicResult result = await Broker.Topics.CreateAsync(name, partitions, 1, [], [], validateOnly: false);
        result.Error.ShouldBe(ErrorCode.None, result.Message);
        return result.Topic!;
    }

    public Task<InitProducerIdResponse> InitAsync(
        string? id,
        long producerId = -1,
        short epoch = -1,
        short version = 5,
        int timeoutMs = 60_000
    ) =>
        Broker.Transactions.InitAsync(
            new()
            {
                TransactionalId = id,
                ProducerId = producerId,
                ProducerEpoch = epoch,
                TransactionTimeoutMs = timeoutMs,
            },
            Context(version)
        );

    public async Task<ErrorCode> AddPartitionAsync(
        string id,
        long producerId,
        short epoch,
        string topic,
        int partition = 0,
        short version = 3
    )
    {
        AddPartitionsToTxnResponse response = await Broker.Transactions.AddPartitionsAsync(
            new()
            {
                TransactionalId = id,
                ProducerId = producerId,
                ProducerEpoch = epoch,
                Topics = [new() { Name = topic, Partitions = [partition] }],
            },
            Context(version)
        );
        return (ErrorCode)response.Results.Single().ResultsByPartition.Single().PartitionErrorCode;
    }

    public async Task<ErrorCode> AddGroupAsync(string id, long producerId, short epoch, string group, short version = 3) =>
        (ErrorCode)
            (
                await Broker.Transactions.AddOffsetsAsync(
                    new()
                    {
                        TransactionalId = id,
                        ProducerId = producerId,
                        ProducerEpoch = epoch,
                        GroupId = group,
                    },
                    Context(version)
                )
            ).ErrorCode;

    public async Task<ErrorCode> CommitOffsetAsync(string id, long producerId, short epoch, string group, string topic, long offset)
    {
        TxnOffsetCommitResponse response = await Broker.Transactions.CommitOffsetsAsync(
            new()
            {
                TransactionalId = id,
                ProducerId = producerId,
                ProducerEpoch = epoch,
                GroupId = group,
                Topics = [new() { Name = topic, Partitions = [new() { PartitionIndex = 0, CommittedOffset = offset }] }],
            },
            Context(3)
        );
        return (ErrorCode)response.Topics.Single().Partitions.Single().ErrorCode;
    }

    public async Task<ErrorCode> EndAsync(string id, long producerId, short epoch, bool commit, short version = 3) =>
        (ErrorCode)
            (
                await Broker.Transactions.EndAsync(
                    new()
                    {
                        TransactionalId = id,
                        ProducerId = producerId,
                        ProducerEpoch = epoch,
                        Committed = commit,
                    },
                    Context(version)
                )
            ).ErrorCode;

    public ErrorCode Produce(string id, long producerId, short epoch, int sequence, string topic, string value, int partition = 0) =>
        Log(topic, partition)
            .Append(
                TestBatch.Make(value, producerId, epoch, sequence, isTransactional: true),
                new AppendRequest(ApiVersion: 10, id, Broker.Transactions)
            )
            .Error;

    public PartitionLog Log(string topic, int partition = 0) => Broker.Topics.Find(topic, partition)!;

    public List<string> Read(string topic, int partition = 0) => TestBatch.ReadCommitted(Log(topic, partition));

    /// <summary>What the group has committed for partition 0 of the topic, −1 if nothing.</summary>
    public long Committed(string group, string topic)
    {
        OffsetFetchResponse response = Broker.Groups.FetchOffsets(
            new() { Groups = [new() { GroupId = group, Topics = [new() { Name = topic, PartitionIndexes = [0] }] }] },
            Context(8)
        );
        return response.Groups.Single().Topics.Single().Partitions.Single().CommittedOffset;
    }

    public DescribeTransactionsResponse.TransactionStatesItem Describe(string id) =>
        Broker.Transactions.Describe(new() { TransactionalIds = [id] }).TransactionStates.Single();

    /// <summary>A transaction with a record in partition 0 of the topic, not ended.</summary>
    public async Task<(long ProducerId, short Epoch)> BeginAsync(string id, string topic, string value)
    {
        InitProducerIdResponse init = await InitAsync(id);
        init.ErrorCode.ShouldBe((short)0);
        (await AddPartitionAsync(id, init.ProducerId, init.ProducerEpoch, topic)).ShouldBe(ErrorCode.None);
        Produce(id, init.ProducerId, init.ProducerEpoch, 0, topic, value).ShouldBe(ErrorCode.None);
        return (init.ProducerId, init.ProducerEpoch);
    }

    public async ValueTask DisposeAsync() => await Broker.DisposeAsync();

    private static RequestContext Context(short version) => new(version, "test", "/127.0.0.1", CancellationToken.None);

    private static Task<BrokerStart> StartAsync(
        IBrokerFiles files,
        EmbeddedBrokerOptions options,
        StillClock time,
        string bootId,
        ReportedLines reported
    ) =>
        BrokerStart.OpenAsync(
            files,
            options,
            time,
            reported,
            new BrokerStartHooks
            {
                BootId = bootId,
                PartitionsOpenedAtOnce = 1,
                ControlLog = new() { WriteOnCaller = true },
                Log = new() { FlusherThreads = 0 },
            }
        );
}
