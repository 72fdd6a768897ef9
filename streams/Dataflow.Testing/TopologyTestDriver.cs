using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Testing.Simulation;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Testing;

/// <summary>
/// Runs a topology with the real task and commit code over a cluster in memory, on the calling thread. What goes in is processed and
/// committed before the call returns, as far as event time allows.
/// </summary>
public sealed class TopologyTestDriver : IDisposable
{
    private const string Producer = "test-driver";
    private const int MaxCycles = 1_000_000;
    private readonly SimulatedCluster _cluster = new();
    private readonly Topology _topology;
    private readonly DataflowOptions _options;
    private readonly Dictionary<string, long> _read = [];
    private readonly HashSet<string> _declared;
    private StreamThread _thread = null!;
    private TopologyBinding _binding = null!;

    /// <param name="topology">The topology under test.</param>
    /// <param name="options">Null: application <c>test</c> that stops at a failing record.</param>
    /// <param name="partitions">Partitions of every topic that is not internal.</param>
    public TopologyTestDriver(Topology topology, DataflowOptions? options = null, int partitions = 1)
    {
        _topology = topology;
        _options = (options ?? new DataflowOptions { ApplicationId = "test" }) with { ProcessId = "driver" };
        foreach (var topic in topology.SourceTopics.Concat(topology.SinkTopics))
        {
            _cluster.CreateTopic(topic, partitions);
        }
        _declared = topology
            .SubTopologies.SelectMany(s => s.Sources)
            .Where(s => s.ProgressDeclared && !s.Topic!.Value.IsInternal)
            .Select(s => s.Topic!.Value.Name)
            .ToHashSet();
        Open();
        Declare(long.MinValue + 1);
        Run();
    }

    /// <summary>The wall clock that the topology sees.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>Feeds a source topic.</summary>
    public TestInputTopic<TKey, TValue> CreateInputTopic<TKey, TValue>(string topic, ISerde<TKey> keySerde, ISerde<TValue> valueSerde) =>
        new(this, topic, keySerde, valueSerde);

    /// <summary>Reads a topic as a read_committed consumer sees it.</summary>
    public TestOutputTopic<TKey, TValue> CreateOutputTopic<TKey, TValue>(string topic, ISerde<TKey> keySerde, ISerde<TValue> valueSerde) =>
        new(this, topic, keySerde, valueSerde);

    /// <summary>
    /// Declares that no source topic gets anything more with a time up to this: topics that declare progress are then processed that far,
    /// timers and windows fire.
    /// </summary>
    public void AdvanceTo(long timeMs)
    {
        Declare(timeMs);
        Run();
    }

    /// <summary>Declares the end of all input.</summary>
    public void Complete() => AdvanceTo(long.MaxValue);

    /// <summary>Moves the wall clock and lets wall-clock punctuations fire.</summary>
    public void AdvanceWallClock(TimeSpan by)
    {
        Time.Advance(by);
        Run();
    }

    /// <summary>A store of the task that has this partition.</summary>
    public IKeyValueStore<TKey, TValue> GetKeyValueStore<TKey, TValue>(string name, int partition = 0) =>
        _thread.FindStore(name, partition) as IKeyValueStore<TKey, TValue>
        ?? throw new ArgumentException($"There is no key-value store '{name}' of that type in partition {partition}.", nameof(name));

    /// <summary>Counters since the driver was made or restarted.</summary>
    public (long Processed, long DeadLettered, long Late) Counts =>
        (_thread.Metrics.RecordsProcessed, _thread.Metrics.RecordsDeadLettered, _thread.Metrics.Dropped(Tasks.DropReason.Late));

    /// <summary>Throws everything local away, as kill -9 does, and starts anew from what is committed.</summary>
    public void CrashAndRestart()
    {
        Open();
        Run();
    }

    public void Dispose() => _thread.Dispose();

    internal int PartitionCount(string topic) => _cluster.PartitionCount(topic);

    internal void Pipe(string topic, byte[]? key, byte[]? value, long timestampMs, RecordHeaders? headers, bool run)
    {
        var partitions = _cluster.PartitionCount(topic);
        if (partitions == 0)
        {
            throw new ArgumentException(
                $"The topology does not know topic '{topic}'; it reads {string.Join(", ", _topology.SourceTopics)}.",
                nameof(topic)
            );
        }
        _cluster.Append(topic, key is null ? 0 : Murmur2.Partition(key, partitions), key, value, timestampMs, headers);
        if (run)
        {
            Run();
        }
    }

    /// <summary>Committed records of a topic that were not read yet, partition by partition.</summary>
    internal IEnumerable<SimulatedRecord> ReadNew(string topic)
    {
        for (var partition = 0; partition < _cluster.PartitionCount(topic); partition++)
        {
            var id = $"{topic}-{partition}";
            var records = _cluster.Committed(topic, partition).Skip((int)_read.GetValueOrDefault(id)).ToList();
            _read[id] = _read.GetValueOrDefault(id) + records.Count;
            foreach (var record in records)
            {
                yield return record;
            }
        }
    }

    internal void Run()
    {
        for (var cycle = 0; cycle < MaxCycles; cycle++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(_options.CommitIntervalMs));
            if (!_thread.RunOnce(0))
            {
                return;
            }
        }
        throw new InvalidOperationException(
            $"The topology did not come to rest within {MaxCycles} cycles: does a timer set itself again without end?"
        );
    }

    private void Declare(long timeMs)
    {
        foreach (var topic in _declared.Order(StringComparer.Ordinal))
        {
            var ends = Enumerable
                .Range(0, _cluster.PartitionCount(topic))
                .ToDictionary(p => p, p => _cluster.EndOffset(new TopicPartition(topic, p)));
            var record = new ProgressRecord(topic, Producer, timeMs, 1, ends);
            _cluster.Append(_options.ProgressTopicName, 0, record.EncodeKey(), record.EncodeValue(), 0);
        }
    }

    private void Open()
    {
        using var admin = _cluster.CreateAdmin("test");
        _binding = TopologyBinder.Bind(_topology, _options, admin);
        _thread = new StreamThread(
            new StreamThreadSettings(_binding, _options, "driver", 0, _cluster, Time, RestoreInline: true),
            NullLogger.Instance
        );
        _thread.Open();
    }
}
