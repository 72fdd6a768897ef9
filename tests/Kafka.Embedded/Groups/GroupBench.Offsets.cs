using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

internal sealed partial class GroupBench
{
    public Task<OffsetCommitResponse> BeginCommit(
        string group,
        string topic,
        int partition,
        long offset,
        string member = "",
        int generation = -1,
        string? instance = null,
        string? metadata = null,
        short version = 9
    ) =>
        Coordinator.CommitAsync(
            new()
            {
                GroupId = group,
                MemberId = member,
                GenerationIdOrMemberEpoch = generation,
                GroupInstanceId = instance,
                Topics =
                [
                    new()
                    {
                        Name = topic,
                        Partitions =
                        [
                            new()
                            {
                                PartitionIndex = partition,
                                CommittedOffset = offset,
                                CommittedLeaderEpoch = 7,
                                CommittedMetadata = metadata,
                            },
                        ],
                    },
                ],
            },
            Context(version)
        );

    public ErrorCode Commit(
        string group,
        string topic,
        int partition,
        long offset,
        string member = "",
        int generation = -1,
        string? instance = null,
        string? metadata = null,
        short version = 9
    ) => ErrorOf(BeginCommit(group, topic, partition, offset, member, generation, instance, metadata, version));

    public Task<TxnOffsetCommitResponse> BeginPending(
        string group,
        long producerId,
        string topic,
        int partition,
        long offset,
        string member = "",
        int generation = -1,
        string? instance = null
    ) =>
        Coordinator.CommitPendingAsync(
            new()
            {
                TransactionalId = "tid",
                GroupId = group,
                ProducerId = producerId,
                MemberId = member,
                GenerationId = generation,
                GroupInstanceId = instance,
                Topics = [new() { Name = topic, Partitions = [new() { PartitionIndex = partition, CommittedOffset = offset }] }],
            },
            Context(3)
        );

    public ErrorCode Pending(
        string group,
        long producerId,
        string topic,
        int partition,
        long offset,
        string member = "",
        int generation = -1,
        string? instance = null
    ) =>
        (ErrorCode)
            Done(BeginPending(group, producerId, topic, partition, offset, member, generation, instance)).Topics[0].Partitions[0].ErrorCode;

    /// <summary>The offset that a consumer starts from, −1 without one.</summary>
    public long Committed(string group, string topic, int partition) => Fetch(group, topic, partition).CommittedOffset;

    public OffsetFetchResponse.GroupsItem.TopicsItem.PartitionsItem Fetch(string group, string topic, int partition, bool stable = false) =>
        Coordinator
            .FetchOffsets(
                new()
                {
                    RequireStable = stable,
                    Groups = [new() { GroupId = group, Topics = [new() { Name = topic, PartitionIndexes = [partition] }] }],
                },
                Context(9)
            )
            .Groups.Single()
            .Topics.Single()
            .Partitions.Single();

    public OffsetDeleteResponse DeleteOffset(string group, string topic, int partition) =>
        Done(
            Coordinator.DeleteOffsetsAsync(
                new() { GroupId = group, Topics = [new() { Name = topic, Partitions = [new() { PartitionIndex = partition }] }] },
                Context(0)
            )
        );

    public ErrorCode Delete(string group) =>
        (ErrorCode)Done(Coordinator.DeleteAsync(new() { GroupsNames = [group] }, Context(2))).Results.Single().ErrorCode;

    public static ErrorCode ErrorOf(Task<OffsetCommitResponse> commit) => (ErrorCode)Done(commit).Topics[0].Partitions[0].ErrorCode;
}
