using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Testing.Simulation;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>Event-time completeness: whatever the schedule, the output is that of a sequential program over the inputs.</summary>
public class CompletenessTests
{
    private const string ProgressTopic = "app-progress";

    /// <summary>More for a long run: DATAFLOW_SIMULATION_SEEDS=5000.</summary>
    private static readonly int SeedsPerCase = int.TryParse(Environment.GetEnvironmentVariable("DATAFLOW_SIMULATION_SEEDS"), out var seeds)
        ? seeds
        : 25;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(4, false)]
    [InlineData(2, true)]
    public void Any_schedule_of_threads_members_and_crashes_gives_the_sequential_result(int members, bool clientFaults)
    {
        for (var seed = 1; seed <= SeedsPerCase; seed++)
        {
            Check(seed, members, clientFaults);
        }
    }

    [Fact]
    public void The_inputs_hold_what_the_simulation_is_about()
    {
        var oracle = new RegionOracle(new RegionInputs(1));

        oracle.Late.ShouldBeGreaterThan(0);
        oracle.Outputs("windowed").Count().ShouldBeGreaterThan(10);
        oracle.Outputs("dlq.orders").Count().ShouldBeGreaterThan(2);
        oracle.Outputs("timed").Count().ShouldBeGreaterThan(2);
    }

    private static void Check(int seed, int members, bool clientFaults)
    {
        var random = new Random((seed * 10) + members);
        var inputs = new RegionInputs(seed % 7);
        var world = new World(RegionTopology.Build(), new DataflowOptions { ApplicationId = "app", DeadLetterTopic = t => $"dlq.{t}" });
        var producers = Prepare(world, inputs);
        for (var i = 0; i < members; i++)
        {
            Join(world, random, i);
        }
        world.Cluster.Delay = _ => random.Next(3) == 0;
        world.CrashAt = _ => random.Next(150) == 0;
        world.Cluster.OnCall = call => clientFaults ? Fault(random, call) : null;
        try
        {
            Schedule(world, random, producers);
            world.RunToRest();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Seed {seed}, {members} members, client faults {clientFaults}: {error.Message}", error);
        }
        Compare(world, new RegionOracle(inputs), $"seed {seed}, {members} members, client faults {clientFaults}");
    }

    private static List<InputProducer> Prepare(World world, RegionInputs inputs)
    {
        var cluster = world.Cluster;
        foreach (var topic in new[] { "orders", "customers", "counts" })
        {
            cluster.CreateTopic(topic, RegionTopology.CustomerPartitions);
        }
        foreach (var topic in new[] { "regions", "labelled", "timed", "windowed" })
        {
            cluster.CreateTopic(topic, RegionTopology.RegionPartitions);
        }
        cluster.CreateTopic(ProgressTopic, 1);
        return
        [
            new(cluster, "orders", "shop a", 2, inputs.OrdersA),
            new(cluster, "orders", "shop b", 2, inputs.OrdersB),
            new(cluster, "customers", "crm", 1, inputs.Customers),
            new(cluster, "regions", "geo", 1, inputs.Regions),
        ];
    }

    private static void Join(World world, Random random, int index) =>
        world.Join(
            index,
            o =>
                o with
                {
                    CommitIntervalMs = new[] { 1, 10, 60 }[random.Next(3)],
                    MaxBufferedRecords = new[] { 1, 10, 20_000 }[random.Next(3)],
                }
        );

    private static void Schedule(World world, Random random, List<InputProducer> producers)
    {
        var nextIndex = world.Members.Count;
        while (producers.Exists(p => !p.IsDone))
        {
            world.Time.Advance(TimeSpan.FromMilliseconds(random.Next(12)));
            world.Cluster.MaxPollRecords = new[] { 1, 2, 7, 1000 }[random.Next(4)];
            var dice = random.Next(100);
            if (dice < 20)
            {
                var producer = producers[random.Next(producers.Count)];
                producer.Write(random.Next(6));
                if (random.Next(2) == 0)
                {
                    producer.Declare(ProgressTopic);
                }
                continue;
            }
            var member = world.Members[random.Next(world.Members.Count)];
            if (dice == 20 && world.Members.Count < 5)
            {
                Join(world, random, nextIndex++);
            }
            else if (dice == 21 && world.Members.Count > 1)
            {
                Leave(world, member);
            }
            else if (dice == 22)
            {
                world.Crash(member);
            }
            else
            {
                world.Cycle(member);
            }
        }
        world.Cluster.Delay = null;
        world.CrashAt = null;
        world.Cluster.OnCall = null;
        world.Cluster.MaxPollRecords = 50;
    }

    private static void Leave(World world, WorldMember member)
    {
        var (onCall, crashAt) = (world.Cluster.OnCall, world.CrashAt);
        (world.Cluster.OnCall, world.CrashAt) = (null, null);
        world.Leave(member);
        (world.Cluster.OnCall, world.CrashAt) = (onCall, crashAt);
    }

    private static ClientException? Fault(Random random, SimulatedCall call)
    {
        if (random.Next(200) != 0)
        {
            return null;
        }
        var kind =
            call == SimulatedCall.CommitAnswer ? ClientErrorKind.Indefinite
            : random.Next(2) == 0 ? ClientErrorKind.RequiresAbort
            : ClientErrorKind.Indefinite;
        return new ClientException(kind, 0, $"injected at {call}");
    }

    private static void Compare(World world, RegionOracle oracle, string run)
    {
        Lines.ShouldMatch(world.Read("counts", Serdes.Int64), oracle.Outputs("counts"), run);
        Lines.ShouldMatch(world.Read("labelled", Serdes.String), oracle.Outputs("labelled"), run);
        Lines.ShouldMatch(world.Read("timed", Serdes.String), oracle.Outputs("timed"), run);
        Lines.ShouldMatch(world.Read("windowed", Serdes.Int64), oracle.Outputs("windowed"), run);
        Lines.ShouldMatch(world.Read("dlq.orders", Serdes.String), oracle.Outputs("dlq.orders"), run);
        Lines.ShouldMatch(world.Store<long>("per-customer", RegionTopology.CustomerPartitions), oracle.Counts, run);
        Lines.ShouldMatch(world.Store<long>("seen", RegionTopology.RegionPartitions), oracle.Seen, run);
    }
}
