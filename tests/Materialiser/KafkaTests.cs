using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Tests;

/// <summary>The same over Apache Kafka: transactions, markers, topics that come later, offsets that are gone.</summary>
public sealed class KafkaTests(KafkaBroker broker) : IClassFixture<KafkaBroker>, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private readonly Scene _scene = new();
    private readonly string _topic = $"test{Guid.NewGuid():N}.raw.rows";

    public void Dispose() => _scene.Dispose();

    [SkippableFact]
    public async Task Committed_records_become_rows_aborted_ones_do_not_and_the_end_offset_is_reached_behind_markers()
    {
        Skip.IfNot(broker.WhyAbsent is null, broker.WhyAbsent);
        await CreateTopicAsync();
        Produce(["a", "b", "c"], commit: true);
        Produce(["x", "y"], commit: false);
        Produce(["d"], commit: true);
        Produce(["z"], commit: false);
        await RunToEndAsync();
        _scene.Query("SELECT * FROM raw.rows ORDER BY ALL").ShouldBe(["a|0|1", "b|0|2", "c|0|3", "d|0|4"]);
        Produce(["e"], commit: true);
        await RunToEndAsync();
        _scene.Query("SELECT text FROM raw.rows ORDER BY ALL", "read.duckdb").ShouldBe(["a", "b", "c", "d", "e"]);
        _scene
            .Query("SELECT next_offset FROM meta")
            .ShouldBe([End().Offset.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [SkippableFact]
    public async Task A_topic_that_is_made_later_is_found()
    {
        Skip.IfNot(broker.WhyAbsent is null, broker.WhyAbsent);
        var materialiser = Create();
        using var stop = new CancellationTokenSource();
        var run = materialiser.RunAsync(stop.Token);
        await CreateTopicAsync();
        Produce(["a"], commit: true);
        await materialiser.CaughtUpAsync([End()], stop.Token).WaitAsync(Deadline);
        await stop.CancelAsync();
        await run.WaitAsync(Deadline);
        _scene.Query("SELECT text FROM raw.rows").ShouldBe(["a"]);
    }

    [SkippableFact]
    public async Task An_offset_that_the_broker_does_not_have_is_an_error_that_names_both_sides()
    {
        Skip.IfNot(broker.WhyAbsent is null, broker.WhyAbsent);
        await CreateTopicAsync();
        Produce(["a"], commit: true);
        await RunToEndAsync();
        using (var connection = DuckDbConnection.OpenFile(_scene.Options.DatabasePath))
        {
            connection.Execute("UPDATE meta SET next_offset = 1000");
        }

        var error = await Scene.RunToFailureAsync(Create());
        error.ShouldBeOfType<MaterialiserException>();
        error.Message.ShouldContain("1000, which the broker does not have (its range: 0 to 2)");
    }

    private TopicMaterialiser Create() =>
        new(_scene.Options, [new TableMapping(_topic, Scene.RowsSchema)], () => new KafkaRecordSource(broker.Bootstrap), _scene.Registry);

    private async Task RunToEndAsync()
    {
        var materialiser = Create();
        using var stop = new CancellationTokenSource();
        var run = materialiser.RunAsync(stop.Token);
        await materialiser.CaughtUpAsync([End()], stop.Token).WaitAsync(Deadline);
        await stop.CancelAsync();
        await run.WaitAsync(Deadline);
    }

    private async Task CreateTopicAsync()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
        await admin.CreateTopicsAsync([
            new TopicSpecification
            {
                Name = _topic,
                NumPartitions = 1,
                ReplicationFactor = 1,
            },
        ]);
    }

    private void Produce(string[] texts, bool commit)
    {
        var config = new ProducerConfig { BootstrapServers = broker.Bootstrap, TransactionalId = _topic };
        using var producer = new ProducerBuilder<byte[], byte[]>(config).Build();
        producer.InitTransactions(Deadline);
        producer.BeginTransaction();
        foreach (var text in texts)
        {
            var value = AvroBytes.Frame(_scene.RowsId, (ref Avro.AvroWriter writer) => writer.WriteString(text));
            producer.Produce(_topic, new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes("k"), Value = value });
        }

        producer.Flush(Deadline);
        if (commit)
        {
            producer.CommitTransaction(Deadline);
        }
        else
        {
            producer.AbortTransaction(Deadline);
        }
    }

    private TopicPartitionOffset End()
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig { BootstrapServers = broker.Bootstrap, GroupId = "none" }
        ).Build();
        return new TopicPartitionOffset(_topic, 0, consumer.QueryWatermarkOffsets(new TopicPartition(_topic, 0), Deadline).High);
    }
}
