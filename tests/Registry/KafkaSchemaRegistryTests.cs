using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>The registry on Apache Kafka; each test has its own topic.</summary>
public sealed class KafkaSchemaRegistryTests(KafkaBroker broker) : IClassFixture<KafkaBroker>
{
    private readonly string _topic = $"_schemas-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task The_topic_is_created_compacted_with_one_partition_and_keeps_first_records()
    {
        using var registry = Registry();
        registry.Load();
        using var admin = Admin();
        admin.GetMetadata(_topic, TimeSpan.FromSeconds(30)).Topics[0].Partitions.Count.ShouldBe(1);
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = _topic };
        var config = (await admin.DescribeConfigsAsync([resource]))[0].Entries;
        config["cleanup.policy"].Value.ShouldBe("compact");
        config["min.compaction.lag.ms"].Value.ShouldBe(long.MaxValue.ToString(CultureInfo.InvariantCulture));
    }

    [SkippableFact]
    public void Two_instances_that_race_agree_on_every_id_and_version()
    {
        var work = Enumerable.Range(0, 20).Select(i => ($"subject-{i % 8}", Schemas.Record($"R{i}", "x:int"))).ToArray();
        using var left = Registry();
        using var right = Registry();
        left.SetCompatibility(null, CompatibilityLevel.None);
        right.Load();
        using var together = new Barrier(2);
        var leftIds = new int[work.Length];
        var rightIds = new int[work.Length];
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            () => RegisterAll(left, work, leftIds, together, backwards: false),
            () => RegisterAll(right, work, rightIds, together, backwards: true)
        );

        leftIds.ShouldBe(rightIds);
        leftIds.Distinct().Count().ShouldBe(work.Length);
        using var later = Registry();
        for (var i = 0; i < work.Length; i++)
        {
            later.GetById(leftIds[i]).ToString().ShouldBe(work[i].Item2.ToString());
            later.Register(work[i].Item1, work[i].Item2).ShouldBe(leftIds[i]);
        }

        foreach (var subject in work.Select(w => w.Item1).Distinct())
        {
            var versions = later.Versions(subject);
            versions.ShouldBe(Enumerable.Range(1, versions.Count));
        }
    }

    [SkippableFact]
    public void The_records_in_the_topic_have_the_foreign_registrys_bytes()
    {
        using var registry = Registry();
        registry.Register("s", AvroSchema.Parse("\"string\""));
        registry.SetCompatibility("s", CompatibilityLevel.Full);
        ReadTopic(2)
            .ShouldBe([
                (
                    """{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}""",
                    """{"subject":"s","version":1,"id":1,"schema":"\"string\"","deleted":false}"""
                ),
                ("""{"keytype":"CONFIG","subject":"s","magic":0}""", """{"compatibilityLevel":"FULL"}"""),
            ]);
    }

    [SkippableFact]
    public async Task Records_of_a_foreign_registry_are_understood()
    {
        using var registry = Registry();
        registry.Load();
        await Produce("""{"keytype":"NOOP","magic":0}""", null);
        await Produce(
            """{"subject":"s","version":1,"magic":1,"keytype":"SCHEMA"}""",
            """{"subject":"s","version":1,"id":40,"schemaType":"AVRO","references":[],"schema":"\"long\"","deleted":false}"""
        );
        registry.GetById(40).ToString().ShouldBe("\"long\"");
        registry.Register("s", AvroSchema.Parse("\"long\"")).ShouldBe(40);
        registry.Register("t", AvroSchema.Parse("\"string\"")).ShouldBe(41);
    }

    [SkippableFact]
    public async Task A_topic_whose_retention_deletes_is_refused()
    {
        await Create(1, "delete");
        using var registry = Registry();
        Should.Throw<SchemaLogException>(registry.Load).Message.ShouldContain("cleanup.policy=delete");
    }

    [SkippableFact]
    public async Task A_topic_with_several_partitions_is_refused()
    {
        await Create(3, "compact");
        using var registry = Registry();
        Should.Throw<SchemaLogException>(registry.Load).Message.ShouldContain("3 partitions");
    }

    [Fact]
    public void A_broker_that_is_not_there_is_named_within_the_time_limit()
    {
        var options = new KafkaSchemaRegistryOptions { BootstrapServers = "127.0.0.1:1", StartTimeoutMs = 1_500 };
        using var registry = new KafkaSchemaRegistry(options);
        var error = Should.Throw<SchemaLogException>(() => registry.GetById(1));
        error.Message.ShouldContain("topic _schemas at 127.0.0.1:1");
        error.Message.ShouldContain("Is the broker up");
    }

    [Fact]
    public void Options_without_a_broker_are_refused() =>
        Should.Throw<ArgumentException>(() => new KafkaSchemaRegistry(new KafkaSchemaRegistryOptions { BootstrapServers = " " }));

    private static void RegisterAll(
        ISchemaRegistry registry,
        (string Subject, AvroSchema Schema)[] work,
        int[] ids,
        Barrier together,
        bool backwards
    )
    {
        for (var i = 0; i < work.Length; i++)
        {
            together.SignalAndWait(TimeSpan.FromSeconds(60));
            var at = backwards ? work.Length - 1 - i : i;
            ids[at] = registry.Register(work[at].Subject, work[at].Schema);
        }
    }

    private KafkaSchemaRegistry Registry()
    {
        Skip.IfNot(broker.WhyAbsent is null, broker.WhyAbsent);
        return new KafkaSchemaRegistry(
            new KafkaSchemaRegistryOptions
            {
                BootstrapServers = broker.Bootstrap,
                Topic = _topic,
                StartTimeoutMs = 60_000,
                RequestTimeoutMs = 60_000,
            }
        );
    }

    private IAdminClient Admin()
    {
        Skip.IfNot(broker.WhyAbsent is null, broker.WhyAbsent);
        return new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
    }

    private async Task Create(int partitions, string policy)
    {
        using var admin = Admin();
        var configs = new Dictionary<string, string> { ["cleanup.policy"] = policy };
        await admin.CreateTopicsAsync([
            new TopicSpecification
            {
                Name = _topic,
                NumPartitions = partitions,
                ReplicationFactor = 1,
                Configs = configs,
            },
        ]);
    }

    private async Task Produce(string key, string? value)
    {
        using var producer = new ProducerBuilder<string, string?>(new ProducerConfig { BootstrapServers = broker.Bootstrap }).Build();
        await producer.ProduceAsync(_topic, new Message<string, string?> { Key = key, Value = value });
    }

    private List<(string Key, string Value)> ReadTopic(int count)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = broker.Bootstrap,
            GroupId = _topic,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset(_topic, 0, 0));
        var records = new List<(string, string)>();
        while (records.Count < count)
        {
            var record = consumer.Consume(TimeSpan.FromSeconds(60));
            record.ShouldNotBeNull("the topic has fewer records than expected");
            records.Add((Encoding.UTF8.GetString(record.Message.Key), Encoding.UTF8.GetString(record.Message.Value)));
        }

        return records;
    }
}
