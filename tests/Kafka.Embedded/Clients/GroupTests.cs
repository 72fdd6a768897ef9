using System.Collections.Concurrent;
using System.Diagnostics;
using Confluent.Kafka;

namespace NbaPipeline.Kafka.Embedded.Tests.Clients;

public sealed class GroupTests
{
    private const int Partitions = 4;

    private static async Task<TestBroker> StartAsync(int records)
    {
        var broker = await TestBroker.StartAsync(o => o.DefaultPartitions = Partitions);
        using var producer = broker.Producer(c => c.LingerMs = 5);
        await Task.WhenAll(
            Enumerable
                .Range(0, records)
                .Select(i => producer.ProduceAsync(new TopicPartition("t", i % Partitions), new() { Value = "v" + i }))
        );
        return broker;
    }

    private static IConsumer<string, string> Member(
        TestBroker broker,
        PartitionAssignmentStrategy strategy = PartitionAssignmentStrategy.Range,
        string? instance = null
    )
    {
        var consumer = broker.Consumer(c =>
        {
            c.EnablePartitionEof = false;
            c.PartitionAssignmentStrategy = strategy;
            c.GroupInstanceId = instance;
            c.SessionTimeoutMs = 6000;
            c.HeartbeatIntervalMs = 500;
        });
        consumer.Subscribe("t");
        return consumer;
    }

    /// <summary>Lets the consumers poll in turn until the condition holds.</summary>
    private static void PollUntil(
        Func<bool> condition,
        Action<ConsumeResult<string, string>>? got,
        params IConsumer<string, string>[] members
    )
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40));
            foreach (var member in members)
            {
                if (member.Consume(TimeSpan.FromMilliseconds(50)) is { } result)
                {
                    got?.Invoke(result);
                }
            }
        }
    }

    [Theory]
    [InlineData(PartitionAssignmentStrategy.Range)]
    [InlineData(PartitionAssignmentStrategy.RoundRobin)]
    [InlineData(PartitionAssignmentStrategy.CooperativeSticky)]
    public async Task Two_members_share_the_partitions_and_the_other_takes_over_when_one_leaves(PartitionAssignmentStrategy strategy)
    {
        await using var broker = await StartAsync(400);
        var seen = new ConcurrentBag<string>();
        using var first = Member(broker, strategy);
        using (var second = Member(broker, strategy))
        {
            PollUntil(
                () => first.Assignment.Count == 2 && second.Assignment.Count == 2 && seen.Distinct().Count() == 400,
                r => seen.Add(r.Message.Value),
                first,
                second
            );
            first.Assignment.Concat(second.Assignment).Select(p => p.Partition.Value).Order().ShouldBe([0, 1, 2, 3]);
            second.Close();
        }
        PollUntil(() => first.Assignment.Count == Partitions, null, first);
        first.Close();
    }

    [Fact]
    public async Task A_member_goes_on_from_the_committed_offsets_also_after_a_restart_of_the_broker()
    {
        await using var broker = await StartAsync(200);
        var seen = new List<string>();
        using (var member = Member(broker))
        {
            PollUntil(() => seen.Count >= 100, r => seen.Add(r.Message.Value), member);
            member.Commit();
            member.Close();
        }
        await broker.RestartAsync();
        using (var member = Member(broker))
        {
            PollUntil(() => seen.Count >= 200, r => seen.Add(r.Message.Value), member);
            member.Close();
        }
        seen.Count.ShouldBe(200);
        seen.Distinct().Count().ShouldBe(200);
    }

    [Fact]
    public async Task A_static_member_that_comes_back_gets_its_partitions_without_a_rebalance_of_the_other()
    {
        await using var broker = await StartAsync(4);
        using var other = Member(broker, instance: "other");
        List<TopicPartition> before;
        using (var member = Member(broker, instance: "member"))
        {
            PollUntil(() => other.Assignment.Count == 2 && member.Assignment.Count == 2, null, other, member);
            before = member.Assignment;
            member.Unassign();
        }
        var kept = other.Assignment;
        using var again = Member(broker, instance: "member");
        PollUntil(() => again.Assignment.Count == 2, null, other, again);
        again.Assignment.ShouldBe(before, ignoreOrder: true);
        other.Assignment.ShouldBe(kept, ignoreOrder: true);
        again.Close();
        other.Close();
    }

    [Fact]
    public async Task A_member_that_dies_is_replaced_after_its_session_timeout()
    {
        await using var broker = await StartAsync(4);
        using var survivor = Member(broker);
        var mortal = Member(broker);
        PollUntil(() => survivor.Assignment.Count == 2 && mortal.Assignment.Count == 2, null, survivor, mortal);
        // Disposed without Close: nobody tells the broker.
        mortal.Dispose();
        PollUntil(() => survivor.Assignment.Count == Partitions, null, survivor);
        survivor.Close();
    }

    [Fact]
    public async Task Groups_are_listed_described_and_deleted()
    {
        await using var broker = await StartAsync(40);
        using var admin = broker.Admin();
        using (var member = Member(broker))
        {
            PollUntil(() => member.Assignment.Count == Partitions, null, member);
            member.Commit([new TopicPartitionOffset("t", 0, 5)]);
            var described = await admin.DescribeConsumerGroupsAsync(["group"]);
            var group = described.ConsumerGroupDescriptions.Single();
            group.State.ShouldBe(ConsumerGroupState.Stable);
            group.Members.Single().Assignment.TopicPartitions.Count.ShouldBe(Partitions);
            member.Close();
        }
        (await admin.ListConsumerGroupsAsync()).Valid.Select(g => g.GroupId).ShouldBe(["group"]);
        var offsets = await admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions("group", null)]);
        offsets.Single().Partitions.Single(p => p.Partition == 0).Offset.Value.ShouldBe(5);
        await admin.DeleteGroupsAsync(["group"]);
        (await admin.ListConsumerGroupsAsync()).Valid.ShouldBeEmpty();
    }
}
