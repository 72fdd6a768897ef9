using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace NbaPipeline.SchemaRegistry;

internal sealed partial class KafkaSchemaLog
{
    private const int RetryPauseMs = 50;

    public void Open()
    {
        var started = _clock.GetTimestamp();
        using (var admin = BuildAdmin())
        {
            if (!TryCreate(admin))
            {
                CheckExisting(admin);
            }
        }

        AwaitLeader(started);
    }

    /// <returns>False if the topic was there already.</returns>
    private bool TryCreate(IAdminClient admin)
    {
        var topic = new TopicSpecification
        {
            Name = _options.Topic,
            NumPartitions = 1,
            ReplicationFactor = _options.ReplicationFactor,
            Configs = new Dictionary<string, string>
            {
                ["cleanup.policy"] = "compact",
                // The first record of a version counts, compaction would keep the last: docs/schema-registry.md, Mending.
                ["min.compaction.lag.ms"] = long.MaxValue.ToString(CultureInfo.InvariantCulture),
            },
        };
        var timeout = TimeSpan.FromMilliseconds(_options.StartTimeoutMs);
        try
        {
            var options = new CreateTopicsOptions { RequestTimeout = timeout, OperationTimeout = timeout };
            admin.CreateTopicsAsync([topic], options).GetAwaiter().GetResult();
            return true;
        }
        catch (CreateTopicsException e) when (e.Results[0].Error.Code == ErrorCode.TopicAlreadyExists)
        {
            return false;
        }
        catch (CreateTopicsException e)
        {
            throw Failure("create it", new KafkaException(e.Results[0].Error), "Create it yourself: 1 partition, cleanup.policy=compact.");
        }
        catch (KafkaException e)
        {
            throw Failure($"create it within {_options.StartTimeoutMs} ms", e);
        }
    }

    /// <summary>Refuses a topic that would lose schemas or has no one order.</summary>
    private void CheckExisting(IAdminClient admin)
    {
        var timeout = TimeSpan.FromMilliseconds(_options.StartTimeoutMs);
        try
        {
            var partitions = admin.GetMetadata(_options.Topic, timeout).Topics[0].Partitions.Count;
            if (partitions > 1)
            {
                throw new SchemaLogException(
                    FormattableString.Invariant(
                        $"{Name} has {partitions} partitions; the order of registrations needs exactly 1. Use another Topic."
                    )
                );
            }

            var resource = new ConfigResource { Type = ResourceType.Topic, Name = _options.Topic };
            var described = admin
                .DescribeConfigsAsync([resource], new DescribeConfigsOptions { RequestTimeout = timeout })
                .GetAwaiter()
                .GetResult();
            var policy = described[0].Entries["cleanup.policy"].Value;
            if (policy != "compact")
            {
                throw new SchemaLogException(
                    $"{Name} has cleanup.policy={policy}; retention would delete schemas whose data is still there. Set cleanup.policy=compact."
                );
            }
        }
        catch (KafkaException e)
        {
            throw Failure("describe it", e);
        }
    }

    /// <summary>A topic that was just made has no leader for a moment.</summary>
    private void AwaitLeader(long started)
    {
        while (true)
        {
            var left = _options.StartTimeoutMs - (int)Math.Min(int.MaxValue, _clock.GetElapsedTime(started).TotalMilliseconds);
            try
            {
                Watermarks(Math.Max(1, left));
                return;
            }
            catch (KafkaException e) when (left > 0 && IsNotYet(e.Error.Code))
            {
                Task.Delay(TimeSpan.FromMilliseconds(RetryPauseMs), _clock).GetAwaiter().GetResult();
            }
            catch (KafkaException e)
            {
                throw Failure($"find its leader within {_options.StartTimeoutMs} ms", e);
            }
        }
    }

    private static bool IsNotYet(ErrorCode code) =>
        code
            is ErrorCode.UnknownTopicOrPart
                or ErrorCode.LeaderNotAvailable
                or ErrorCode.NotLeaderForPartition
                or ErrorCode.Local_UnknownPartition
                or ErrorCode.Local_UnknownTopic;
}
