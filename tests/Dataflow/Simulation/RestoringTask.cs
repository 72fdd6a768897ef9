using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Progress;
using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Tasks;
using NbaPipeline.Dataflow.Testing;
using NbaPipeline.Dataflow.Testing.Simulation;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>A task with two stores outside of a stream thread, the changelogs a predecessor left it, and what reads them.</summary>
internal sealed class RestoringTask : IDisposable
{
    public const int StallMs = 5000;
    private const string Holder = "holder";
    private readonly List<InputRecord> _inputs = Enumerable.Range(0, 30).Select(i => new InputRecord(i, $"key {i % 7}", "v")).ToList();
    private int _epoch;

    public RestoringTask()
    {
        var options = new DataflowOptions { ApplicationId = "app", RestoreStallTimeoutMs = StallMs };
        var topology = Build();
        var world = new World(topology, options);
        Cluster = world.Cluster;
        Cluster.CreateTopic("in", 1);
        var member = world.Join(0);
        new InputProducer(Cluster, "in", "source", 1, _inputs).Write(_inputs.Count);
        world.RunToRest();
        world.Leave(member);
        using var admin = Cluster.CreateAdmin("restore");
        var binding = TopologyBinder.Bind(topology, options, admin);
        var consumer = Cluster.CreateConsumer(new ConsumerSettings("task", "app", null, ConsumerRole.Stream));
        var producer = new ThreadProducer(Cluster, new ProducerSettings("task", null, 1000), 1000);
        producer.Open();
        var environment = new TaskEnvironment(binding, options, consumer, producer, new ProgressTable(), new ThreadMetrics());
        Task = new StreamTask(new TaskId(0, 0), topology.SubTopologies[0], environment);
        Restorer = new StateRestorer(Cluster, new ConsumerSettings("restore", null, null, ConsumerRole.Restore), options, Time);
    }

    public SimulatedCluster Cluster { get; }

    public ManualTime Time { get; } = new();

    public StreamTask Task { get; }

    public StateRestorer Restorer { get; }

    /// <summary>End of the changelog of the first store.</summary>
    public long End => Cluster.EndOffset(new TopicPartition("app-first-changelog", 0));

    /// <summary>An error for the first calls of that name.</summary>
    public void Fail(SimulatedCall call, ClientErrorKind kind, int times)
    {
        var left = times;
        Cluster.OnCall = c => c == call && left-- > 0 ? new ClientException(kind, 0, "injected") : null;
    }

    /// <summary>A transaction that stays open holds back the end of the changelog.</summary>
    public void Hold()
    {
        _epoch = Cluster.NextEpoch(Holder);
        var transaction = new SimulatedTransaction();
        Cluster.Begin(Holder, _epoch, transaction);
        transaction.Partitions.Add(new TopicPartition("app-first-changelog", 0));
        Cluster.Append("app-first-changelog", 0, new SimulatedRecord(null, null, 0, null, transaction));
    }

    public void LetGo() => Cluster.End(Holder, _epoch, SimulatedTransactionState.Aborted);

    /// <summary>Pumps until the task is restored, a given time apart.</summary>
    public void PumpToEnd(int apartMs = 0)
    {
        for (var pumps = 0; Restorer.IsRestoring(Task); pumps++)
        {
            pumps.ShouldBeLessThan(1000);
            Time.Advance(TimeSpan.FromMilliseconds(apartMs));
            Restorer.Pump(0);
        }
    }

    public void ShouldBeRestored()
    {
        var expected = _inputs.GroupBy(r => r.Key).Select(g => KeyValuePair.Create(g.Key, (long)g.Count())).OrderBy(e => e.Key);
        foreach (var name in new[] { "first", "second" })
        {
            var store = (KeyValueStore<string, long>)Task.FindStore(name)!;
            store.All().Select(e => KeyValuePair.Create(e.Key, e.Value)).OrderBy(e => e.Key).ShouldBe(expected);
        }
    }

    public void Dispose() => Restorer.Dispose();

    private static Topology Build()
    {
        var builder = new StreamsBuilder();
        var grouped = builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .GroupByKey(Grouped.With("by key", Serdes.String, Serdes.String));
        grouped.Count("first");
        grouped.Count("second");
        return builder.Build();
    }
}
