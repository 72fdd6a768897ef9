using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;
using NbaPipeline.Kafka.Embedded.Transactions;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>Brings every API of spec section 5 together with the part of the broker that answers it.</summary>
/// <param name="Broker">How the broker presents itself.</param>
/// <param name="Topics">Topics and their logs.</param>
/// <param name="Groups">Consumer groups.</param>
/// <param name="Transactions">Transactions and producer ids.</param>
/// <param name="Files">The data directory.</param>
/// <param name="Options">The options the broker runs with.</param>
/// <param name="Time">The clock of long polls.</param>
internal sealed record BrokerApis(
    BrokerIdentity Broker,
    TopicCatalogue Topics,
    GroupCoordinator Groups,
    TransactionCoordinator Transactions,
    IBrokerFiles Files,
    EmbeddedBrokerOptions Options,
    TimeProvider Time
)
{
    public HandlerTable Build()
    {
        var table = new HandlerTable();
        AddConnection(table);
        AddData(table);
        AddTopics(table);
        AddGroups(table);
        AddTransactions(table);
        return table;
    }

    private void AddConnection(HandlerTable table)
    {
        var cluster = new ClusterHandlers(Broker);
        table.Add<ApiVersionsRequest>(ApiKey.ApiVersions, new ApiVersionsHandler(table).Answer);
        table.Add<MetadataRequest, MetadataResponse>(ApiKey.Metadata, new MetadataHandler(Topics, Broker).AnswerAsync);
        table.Add<DescribeClusterRequest>(ApiKey.DescribeCluster, cluster.Describe);
        table.Add<FindCoordinatorRequest>(ApiKey.FindCoordinator, cluster.FindCoordinator);
        if (Options.SaslUsers.Count > 0)
        {
            table.Add(ApiKey.SaslHandshake, new SaslHandshakeHandler());
            table.Add(ApiKey.SaslAuthenticate, new SaslAuthenticateHandler());
        }
    }

    private void AddData(HandlerTable table)
    {
        var logs = new LogHandlers(Topics, Files, Options.DataDirectory);
        table.Add(ApiKey.Produce, new ProduceHandler(Topics, Transactions));
        table.Add(ApiKey.Fetch, new FetchHandler(Topics, Time));
        table.Add<ListOffsetsRequest>(ApiKey.ListOffsets, new ListOffsetsHandler(Topics).Answer);
        table.Add<OffsetForLeaderEpochRequest>(ApiKey.OffsetForLeaderEpoch, new OffsetForLeaderEpochHandler(Topics).Answer);
        table.Add<DeleteRecordsRequest>(ApiKey.DeleteRecords, logs.DeleteRecords);
        table.Add<DescribeLogDirsRequest>(ApiKey.DescribeLogDirs, logs.DescribeLogDirs);
        table.Add<DescribeProducersRequest>(ApiKey.DescribeProducers, logs.DescribeProducers);
    }

    private void AddTopics(HandlerTable table)
    {
        var topics = new TopicHandlers(Topics);
        var configs = new ConfigHandlers(Topics);
        table.Add<CreateTopicsRequest, CreateTopicsResponse>(ApiKey.CreateTopics, topics.CreateAsync);
        table.Add<DeleteTopicsRequest, DeleteTopicsResponse>(ApiKey.DeleteTopics, topics.DeleteAsync);
        table.Add<CreatePartitionsRequest, CreatePartitionsResponse>(ApiKey.CreatePartitions, topics.AddPartitionsAsync);
        table.Add<DescribeConfigsRequest>(ApiKey.DescribeConfigs, configs.Describe);
        table.Add<AlterConfigsRequest, AlterConfigsResponse>(ApiKey.AlterConfigs, configs.SetAsync);
        table.Add<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>(ApiKey.IncrementalAlterConfigs, configs.ChangeAsync);
    }

    private void AddGroups(HandlerTable table)
    {
        table.AddParking<JoinGroupRequest, JoinGroupResponse>(ApiKey.JoinGroup, JoinAsync);
        table.AddParking<SyncGroupRequest, SyncGroupResponse>(ApiKey.SyncGroup, Groups.SyncAsync);
        table.Add<HeartbeatRequest>(ApiKey.Heartbeat, Groups.Heartbeat);
        table.Add<LeaveGroupRequest>(ApiKey.LeaveGroup, Groups.Leave);
        table.Add<OffsetCommitRequest, OffsetCommitResponse>(ApiKey.OffsetCommit, Groups.CommitAsync);
        table.Add<OffsetFetchRequest>(ApiKey.OffsetFetch, Groups.FetchOffsets);
        table.Add<DescribeGroupsRequest>(ApiKey.DescribeGroups, Groups.Describe);
        table.Add<ListGroupsRequest>(ApiKey.ListGroups, Groups.List);
        table.Add<DeleteGroupsRequest, DeleteGroupsResponse>(ApiKey.DeleteGroups, Groups.DeleteAsync);
        table.Add<OffsetDeleteRequest, OffsetDeleteResponse>(ApiKey.OffsetDelete, Groups.DeleteOffsetsAsync);
    }

    private Task<JoinGroupResponse> JoinAsync(JoinGroupRequest request, RequestContext context)
    {
        // The one config of groups that may be altered while the broker runs.
        var delayMs = Topics.BrokerConfig.GroupInitialRebalanceDelayMs;
        if (Groups.Options.InitialRebalanceDelayMs != delayMs)
        {
            Groups.Options = Groups.Options with { InitialRebalanceDelayMs = delayMs };
        }
        return Groups.JoinAsync(request, context);
    }

    private void AddTransactions(HandlerTable table)
    {
        table.Add<InitProducerIdRequest, InitProducerIdResponse>(ApiKey.InitProducerId, Transactions.InitAsync);
        table.Add<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse>(ApiKey.AddPartitionsToTxn, Transactions.AddPartitionsAsync);
        table.Add<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse>(ApiKey.AddOffsetsToTxn, Transactions.AddOffsetsAsync);
        table.Add<TxnOffsetCommitRequest, TxnOffsetCommitResponse>(ApiKey.TxnOffsetCommit, Transactions.CommitOffsetsAsync);
        table.Add<EndTxnRequest, EndTxnResponse>(ApiKey.EndTxn, Transactions.EndAsync);
        table.Add<DescribeTransactionsRequest>(ApiKey.DescribeTransactions, (r, _) => Transactions.Describe(r));
        table.Add<ListTransactionsRequest>(ApiKey.ListTransactions, (r, _) => Transactions.List(r));
    }
}
