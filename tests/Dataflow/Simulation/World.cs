using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Testing;
using NbaPipeline.Dataflow.Testing.Simulation;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>An application of several stream threads over a simulated cluster, each cycle of each thread started by the test.</summary>
internal sealed class World(Topology topology, DataflowOptions options, SimulatedCluster? cluster = null)
{
    private const int MaxCyclesToRest = 20_000;

    public SimulatedCluster Cluster { get; } = cluster ?? new SimulatedCluster();

    public ManualTime Time { get; } = new();

    public List<WorldMember> Members { get; } = [];

    /// <summary>True lets the process die at this point of the commit of a member.</summary>
    public Func<CommitPoint, bool>? CrashAt { get; set; }

    /// <summary>False: restore threads of their own, as in an application. They must have nothing to do: the cluster knows no locks.</summary>
    public bool RestoreInline { get; init; } = true;

    public int Crashes { get; private set; }

    /// <summary>Adds a thread; its settings may differ from those of the others.</summary>
    public WorldMember Join(int index, Func<DataflowOptions, DataflowOptions>? change = null)
    {
        var member = new WorldMember(index, change is null ? options : change(options));
        Open(member);
        Members.Add(member);
        return member;
    }

    public void Leave(WorldMember member)
    {
        member.Thread.Shutdown();
        Members.Remove(member);
    }

    /// <summary>kill -9 and a start with the same identity: no Dispose, no Shutdown, nothing local survives.</summary>
    public void Crash(WorldMember member)
    {
        Crashes++;
        Open(member);
    }

    /// <summary>One cycle; a member that dies in it starts anew.</summary>
    public bool Cycle(WorldMember member)
    {
        try
        {
            return member.Thread.RunOnce(0);
        }
        catch (CrashException)
        {
            Crash(member);
            return true;
        }
    }

    /// <summary>Runs all members in turn until none has anything to do.</summary>
    public void RunToRest()
    {
        for (var (cycle, quiet) = (0, 0); quiet < 3; cycle++)
        {
            if (cycle > MaxCyclesToRest)
            {
                var waiting = Members
                    .SelectMany(m => m.Thread.Statuses)
                    .Select(s => $"{s.Id} {s.State} waits for {s.WaitingFor ?? "nothing"}");
                throw new InvalidOperationException($"No rest within {MaxCyclesToRest} cycles: {string.Join("; ", waiting)}");
            }
            Time.Advance(TimeSpan.FromMilliseconds(Math.Max(100, Members.Max(m => m.Options.CommitIntervalMs))));
            var worked = false;
            foreach (var member in Members.ToList())
            {
                worked |= Cycle(member);
            }
            quiet = worked ? 0 : quiet + 1;
        }
    }

    /// <summary>What a read_committed reader sees of a topic: per key the values with their times, in order.</summary>
    public IEnumerable<string> Read<TValue>(string topic, ISerde<TValue> serde) =>
        Enumerable
            .Range(0, Cluster.PartitionCount(topic))
            .SelectMany(p => Cluster.Committed(topic, p))
            .Select(r =>
                (Key: Serdes.String.Deserialize(r.Key), Text: $"{(r.Value is null ? "-" : serde.Deserialize(r.Value))}@{r.TimestampMs}")
            )
            .GroupBy(r => r.Key, r => r.Text)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{topic} {g.Key}: {string.Join(' ', g)}");

    /// <summary>The contents of a key-value store over all partitions.</summary>
    public IEnumerable<string> Store<TValue>(string name, int partitions) =>
        Enumerable
            .Range(0, partitions)
            .SelectMany(p => Members.Select(m => m.Thread.FindStore(name, p)).OfType<KeyValueStore<string, TValue>>())
            .SelectMany(s => s.All())
            .OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => $"{name} {e.Key} = {e.Value}");

    private void Open(WorldMember member)
    {
        using var admin = Cluster.CreateAdmin("world");
        var binding = TopologyBinder.Bind(topology, member.Options, admin);
        var settings = new StreamThreadSettings(binding, member.Options, "world", member.Index, Cluster, Time, RestoreInline)
        {
            OnCommitPoint = point =>
            {
                if (CrashAt?.Invoke(point) == true)
                {
                    throw new CrashException();
                }
            },
        };
        member.Thread = new StreamThread(settings, NullLogger.Instance);
        member.Thread.Open();
    }
}
