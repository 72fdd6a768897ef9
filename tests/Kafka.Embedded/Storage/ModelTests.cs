using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Storage.Model;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class ModelTests(ITestOutputHelper output)
{
    internal static readonly LogConfig SmallSegments = new()
    {
        SegmentBytes = 2000,
        IndexIntervalBytes = 300,
        RetentionMs = 3_600_000,
        RetentionBytes = 12_000,
        FileDeleteDelayMs = 60_000,
    };

    [Theory]
    [InlineData(FlushPolicy.Interval)]
    [InlineData(FlushPolicy.EveryAck)]
    [InlineData(FlushPolicy.Never)]
    public void A_partition_does_what_its_model_does_over_stops_and_starts(FlushPolicy policy)
    {
        var random = Seeds.New(output);
        for (var round = 0; round < 10; round++)
        {
            using var broker = new TestBroker
            {
                Config = SmallSegments,
                Options = new LogOptions
                {
                    FlusherThreads = 0,
                    MinFreeBytes = 0,
                    FlushPolicy = policy,
                },
            };
            var workload = new LogWorkload(broker, random, () => false);
            for (var start = 0; start < 4; start++)
            {
                workload.Run(random.Next(10, 120));
                broker.Log.ShouldMatch(workload.Model);
                broker.Reopen(clean: random.Next(2) == 0);
                workload.Recovered(mayLose: false);
                broker.Log.ShouldMatch(workload.Model);
                broker.Log.LeaderEpoch.ShouldBe(0);
            }
        }
    }
}
