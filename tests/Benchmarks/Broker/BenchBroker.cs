using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Benchmarks.Broker;

/// <summary>The embedded broker without its network, on files in a temporary folder that are never flushed: its own work is measured, not the disk's.</summary>
internal sealed class BenchBroker : IDisposable
{
    public const string TopicName = "records";
    public const int RecordsPerBatch = 100;
    private const int ValueBytes = 100;
    private const long TimestampMs = 1_700_000_000_000;
    private readonly string _folder;
    private readonly BrokerStart _broker;

    /// <param name="segmentBytes">Upper bound of a segment file.</param>
    public BenchBroker(string segmentBytes)
    {
        _folder = Directory.CreateTempSubdirectory("nba-bench-broker-").FullName;
        var options = new EmbeddedBrokerOptions
        {
            DataDirectory = _folder,
            FlushPolicy = FlushPolicy.Never,
            MinFreeBytes = 0,
        };
        _broker = Wait(BrokerStart.OpenAsync(new RealFiles(_folder), options, TimeProvider.System, NullLoggerFactory.Instance));
        var created = Wait(_broker.Topics.CreateAsync(TopicName, 1, 1, [], [new("segment.bytes", segmentBytes)], validateOnly: false));
        Topic = created.Topic ?? throw new InvalidOperationException($"no topic: {created.Error} {created.Message}");
    }

    public TopicCatalogue Topics => _broker.Topics;

    public ITransactionVerifier Transactions => _broker.Transactions;

    public Topic Topic { get; }

    public PartitionLog Log => Topic.Find(0)!;

    /// <summary>A batch as a client sends it, without compression.</summary>
    public static TestBatch Batch()
    {
        var record = new TestRecord(null, new string('x', ValueBytes), TimestampMs);
        return new TestBatch { Records = [.. Enumerable.Repeat(record, RecordsPerBatch)] };
    }

    public long Append(byte[] batch)
    {
        var result = Log.Append(batch, new AppendRequest(ProduceMessageBenchmarks.Version, null, Transactions));
        return result.Error == ErrorCode.None
            ? result.BaseOffset
            : throw new InvalidOperationException($"append: {result.Error} {result.Message}");
    }

    public void Dispose()
    {
        _broker.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
