using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Contracts;

namespace NbaPipeline.Sources.Tests;

/// <summary>Against Apache Kafka, because only a real broker can tell whether transactions, fencing and offsets are used right.</summary>
public sealed class KafkaResumeTests
{
    private const string ProgressTopic = "nba.ops.progress";

    [SkippableFact]
    public void A_replay_killed_before_its_commit_goes_on_without_gap_or_repeat()
    {
        using var kafka = new KafkaBroker(given: null); // an empty one: the topics of a replay have fixed names
        Skip.IfNot(kafka.WhyAbsent is null, kafka.WhyAbsent);
        using var replays = new Replays().WriteAll();
        using var undisturbed = new Replays().WriteAll();
        undisturbed.Run(batchRecords: 3);
        CreateTopics(kafka.Bootstrap);
        var broker = new KafkaSourceBroker(new KafkaSourceOptions { BootstrapServers = kafka.Bootstrap });

        Should.Throw<SourceTransactionException>(() => Run(replays, new DyingBroker(broker, diesAtCommit: 3)));
        var committed = Raw(kafka.Bootstrap).Length;
        var result = Run(replays, broker);
        var again = Run(replays, broker);

        committed.ShouldBe(6);
        result.Produced.ShouldBe(4);
        again.Unchanged.ShouldBeTrue();
        Raw(kafka.Bootstrap).ShouldBe(undisturbed.Sequence.Order(StringComparer.Ordinal).ToArray());
    }

    [SkippableFact]
    public void A_broker_that_is_not_there_is_an_error_with_its_address()
    {
        using var replays = new Replays().WriteAll();
        var broker = new KafkaSourceBroker(
            new KafkaSourceOptions { BootstrapServers = "127.0.0.1:1", ConnectTimeout = TimeSpan.FromSeconds(1) }
        );

        Should
            .Throw<SourceException>(() => Run(replays, broker))
            .Message.ShouldStartWith("no Kafka broker answers at 127.0.0.1:1 within 1 s");
    }

    private static SeasonReplayResult Run(Replays replays, ISourceBroker broker) =>
        new SeasonReplay(
            new SeasonReplayOptions { DataDirectory = replays.Data.Path, BatchRecords = 3 },
            replays.Files,
            broker,
            replays.Registry,
            new DeclaredProgress(broker, ProgressTopic),
            TimeProvider.System,
            NullLogger<SeasonReplay>.Instance
        )
            .RunAsync(null, CancellationToken.None)
            .GetAwaiter()
            .GetResult();

    private static void CreateTopics(string bootstrap)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        admin
            .CreateTopicsAsync(
                Topics
                    .All.Select(topic => new TopicSpecification
                    {
                        Name = topic.Name,
                        NumPartitions = 1,
                        ReplicationFactor = 1,
                        Configs = topic.BrokerConfig.ToDictionary(config => config.Key, config => config.Value),
                    })
                    .Append(
                        new TopicSpecification
                        {
                            Name = ProgressTopic,
                            NumPartitions = 1,
                            ReplicationFactor = 1,
                        }
                    )
            )
            .GetAwaiter()
            .GetResult();
    }

    // All that a reader sees of the raw topics, sorted: each topic keeps its own order, and times are part of the text.
    private static string[] Raw(string bootstrap)
    {
        var records = new List<string>();
        foreach (var topic in (Topic[])[Topics.RawSchedule, Topics.RawPlayerBoxscore, Topics.RawPlayerProps])
        {
            using var consumer = new ConsumerBuilder<byte[], byte[]>(
                new ConsumerConfig
                {
                    BootstrapServers = bootstrap,
                    GroupId = "test",
                    EnablePartitionEof = true,
                    IsolationLevel = IsolationLevel.ReadCommitted,
                }
            ).Build();
            consumer.Assign(new TopicPartitionOffset(topic.Name, 0, Offset.Beginning));
            var deadline = Stopwatch.StartNew();
            long lastMs = -1;
            while (deadline.Elapsed < TimeSpan.FromSeconds(60))
            {
                var result = consumer.Consume(TimeSpan.FromMilliseconds(100));
                if (result is { IsPartitionEOF: true })
                {
                    break;
                }

                if (result is null)
                {
                    continue;
                }

                result.Message.Timestamp.UnixTimestampMs.ShouldBeGreaterThanOrEqualTo(lastMs);
                lastMs = result.Message.Timestamp.UnixTimestampMs;
                records.Add(
                    new StoredRecord(
                        topic.Name,
                        result.Message.Key,
                        result.Message.Value,
                        lastMs,
                        result.Message.Headers.Select(header => KeyValuePair.Create(header.Key, header.GetValueBytes())).ToList()
                    ).Identity
                );
            }
        }

        return [.. records.Order(StringComparer.Ordinal)];
    }

    /// <summary>A real cluster whose client dies right before one of its commits.</summary>
    private sealed class DyingBroker(ISourceBroker inner, int diesAtCommit) : ISourceBroker
    {
        private int _commits;

        public ISourceProducer OpenProducer(string transactionalId) => new Producer(this, inner.OpenProducer(transactionalId));

        public void ReadCommitted(string topic, Action<CommittedRecord> visit, CancellationToken cancellationToken) =>
            inner.ReadCommitted(topic, visit, cancellationToken);

        private sealed class Producer(DyingBroker broker, ISourceProducer inner) : ISourceProducer
        {
            public void Begin() => inner.Begin();

            public void Produce(in SourceRecord record) => inner.Produce(record);

            public IReadOnlyList<PartitionEnd> Flush() => inner.Flush();

            public void Commit()
            {
                if (++broker._commits == broker._diesAtCommit)
                {
                    throw new SourceTransactionException("the process dies here", canRetry: false);
                }

                inner.Commit();
            }

            public void Abort() => inner.Abort();

            public void Dispose() => inner.Dispose();
        }

        private readonly int _diesAtCommit = diesAtCommit;
    }
}
