using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace NbaPipeline.Kafka.Embedded.Tests.Clients;

public sealed class AdminTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Topics_are_created_described_extended_and_deleted()
    {
        await using var broker = await TestBroker.StartAsync(o => o.AutoCreateTopics = false);
        using var admin = broker.Admin();
        await admin.CreateTopicsAsync([
            new()
            {
                Name = "t",
                NumPartitions = 3,
                ReplicationFactor = 3,
                Configs = new() { ["retention.ms"] = "1000" },
            },
        ]);
        (await Should.ThrowAsync<CreateTopicsException>(() => admin.CreateTopicsAsync([new() { Name = "t", NumPartitions = 1 }])))
            .Results.Single()
            .Error.Code.ShouldBe(ErrorCode.TopicAlreadyExists);
        (await Should.ThrowAsync<CreateTopicsException>(() => admin.CreateTopicsAsync([new() { Name = "a/b", NumPartitions = 1 }])))
            .Results.Single()
            .Error.Code.ShouldBe(ErrorCode.TopicException);

        var topic = (await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames(["t"]))).TopicDescriptions.Single();
        topic.Partitions.Count.ShouldBe(3);
        topic.Partitions.ShouldAllBe(p => p.Leader.Id == 1 && p.Replicas.Count == 1);

        await admin.CreatePartitionsAsync([new() { Topic = "t", IncreaseTo = 5 }]);
        Partitions("t").ShouldBe(5);
        using (var producer = broker.Producer())
        {
            await producer.ProduceAsync(new TopicPartition("t", 4), new() { Value = "v" });
        }

        await admin.DeleteTopicsAsync(["t"]);
        admin.GetMetadata(Patience).Topics.ShouldBeEmpty();
        (await Should.ThrowAsync<DeleteTopicsException>(() => admin.DeleteTopicsAsync(["t"])))
            .Results.Single()
            .Error.Code.ShouldBe(ErrorCode.UnknownTopicOrPart);

        int Partitions(string name) => admin.GetMetadata(name, Patience).Topics.Single().Partitions.Count;
    }

    [Fact]
    public async Task A_topic_created_again_is_another_topic()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = broker.Admin();
        await admin.CreateTopicsAsync([new() { Name = "t", NumPartitions = 1 }]);
        using (var producer = broker.Producer())
        {
            await producer.ProduceAsync("t", new() { Value = "old" });
        }
        var before = (await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames(["t"]))).TopicDescriptions.Single().TopicId;
        await admin.DeleteTopicsAsync(["t"]);
        await admin.CreateTopicsAsync([new() { Name = "t", NumPartitions = 1 }]);
        var after = (await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames(["t"]))).TopicDescriptions.Single().TopicId;
        after.ToString().ShouldNotBe(before.ToString());
        broker.ReadAll("t").ShouldBeEmpty();
    }

    [Fact]
    public async Task Configs_are_described_and_altered_and_kept_over_a_restart()
    {
        await using var broker = await TestBroker.StartAsync();
        using (var admin = broker.Admin())
        {
            await admin.CreateTopicsAsync([new() { Name = "t", NumPartitions = 1 }]);
            (await RetentionAsync(admin)).ShouldBe(("-1", true));
            await admin.IncrementalAlterConfigsAsync(
                new()
                {
                    [new() { Type = ResourceType.Topic, Name = "t" }] =
                    [
                        new()
                        {
                            Name = "retention.ms",
                            Value = "12345",
                            IncrementalOperation = AlterConfigOpType.Set,
                        },
                    ],
                }
            );
        }
        await broker.RestartAsync();
        using var again = broker.Admin();
        (await RetentionAsync(again)).ShouldBe(("12345", false));
        await Should.ThrowAsync<IncrementalAlterConfigsException>(() =>
            again.IncrementalAlterConfigsAsync(
                new()
                {
                    [new() { Type = ResourceType.Topic, Name = "t" }] =
                    [
                        new()
                        {
                            Name = "no.such.config",
                            Value = "1",
                            IncrementalOperation = AlterConfigOpType.Set,
                        },
                    ],
                }
            )
        );

        static async Task<(string Value, bool IsDefault)> RetentionAsync(IAdminClient admin)
        {
            var found = await admin.DescribeConfigsAsync([new() { Type = ResourceType.Topic, Name = "t" }]);
            var entry = found.Single().Entries["retention.ms"];
            return (entry.Value, entry.IsDefault);
        }
    }

    [Fact]
    public async Task Records_are_deleted_up_to_an_offset()
    {
        await using var broker = await TestBroker.StartAsync();
        using (var producer = broker.Producer())
        {
            for (var i = 0; i < 10; i++)
            {
                await producer.ProduceAsync("t", new() { Value = "v" + i });
            }
        }
        using var admin = broker.Admin();
        var deleted = await admin.DeleteRecordsAsync([new TopicPartitionOffset("t", 0, 7)]);
        deleted.Single().Offset.Value.ShouldBe(7);
        broker.ReadAll("t").ShouldBe(["v7", "v8", "v9"]);
        await broker.RestartAsync();
        broker.ReadAll("t").ShouldBe(["v7", "v8", "v9"]);
    }

    [Fact]
    public async Task The_cluster_has_one_node_which_is_its_controller_and_keeps_its_id()
    {
        await using var broker = await TestBroker.StartAsync();
        string id;
        using (var admin = broker.Admin())
        {
            var cluster = await admin.DescribeClusterAsync();
            cluster.Nodes.Single().Port.ShouldBe(broker.Broker.Port);
            cluster.Controller.Id.ShouldBe(1);
            id = cluster.ClusterId;
            id.Length.ShouldBe(22);
        }
        await broker.RestartAsync();
        using var again = broker.Admin();
        (await again.DescribeClusterAsync()).ClusterId.ShouldBe(id);
    }

    [Fact]
    public async Task An_unknown_topic_is_not_created_where_that_is_switched_off()
    {
        await using var broker = await TestBroker.StartAsync(o => o.AutoCreateTopics = false);
        using var producer = broker.Producer(c => c.TopicMetadataPropagationMaxMs = 100);
        var error = await Should.ThrowAsync<ProduceException<string, string>>(() => producer.ProduceAsync("t", new() { Value = "v" }));
        error.Error.Code.ShouldBe(ErrorCode.UnknownTopicOrPart);
    }

    [Fact]
    public async Task A_client_with_a_password_is_served_and_others_are_not()
    {
        await using var broker = await TestBroker.StartAsync(o => o.SaslUsers.Add("ann", "secret"));
        using (
            var producer = broker.Producer(c =>
            {
                c.SecurityProtocol = SecurityProtocol.SaslPlaintext;
                c.SaslMechanism = SaslMechanism.Plain;
                c.SaslUsername = "ann";
                c.SaslPassword = "secret";
            })
        )
        {
            (await producer.ProduceAsync("t", new() { Value = "v" })).Status.ShouldBe(PersistenceStatus.Persisted);
        }
        using var stranger = broker.Producer(c => c.MessageTimeoutMs = 1500);
        await Should.ThrowAsync<ProduceException<string, string>>(() => stranger.ProduceAsync("t", new() { Value = "v" }));
    }
}
