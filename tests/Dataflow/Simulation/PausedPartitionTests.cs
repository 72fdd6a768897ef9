namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>A client keeps a partition paused when it is taken away; only the engine can resume it.</summary>
public class PausedPartitionTests
{
    [Fact]
    public void A_partition_that_was_paused_when_it_was_revoked_is_read_when_it_comes_back()
    {
        var (world, producer, member) = WithFullBuffers();
        var other = world.Join(1);
        world.Cycle(member);
        member.Thread.Statuses.Count.ShouldBeLessThan(StoreKindsTopology.Partitions);
        Client(world).Paused.Count.ShouldBe(StoreKindsTopology.Partitions);
        world.Leave(other);

        world.Cluster.Delay = null;
        StoreKindsTopology.Feed(world, producer);

        StoreKindsTopology.ShouldBeExact(world);
    }

    [Fact]
    public void A_partition_that_was_paused_when_it_was_lost_is_read_when_it_comes_back()
    {
        var (world, producer, _) = WithFullBuffers();
        Client(world).IsExpired = true;

        world.Cluster.Delay = null;
        StoreKindsTopology.Feed(world, producer);

        StoreKindsTopology.ShouldBeExact(world);
    }

    /// <summary>Tasks that still restore when their inputs have more than they may buffer: all partitions are paused.</summary>
    private static (World World, InputProducer Producer, WorldMember Member) WithFullBuffers()
    {
        var options = new DataflowOptions { ApplicationId = "app", MaxBufferedRecords = 2 };
        var world = StoreKindsTopology.Create(options, out var producer);
        var member = world.Join(0);
        producer.Write(50);
        producer.Declare("app-progress");
        world.RunToRest();
        world.Crash(member);
        world.Cluster.Delay = p => p.Topic.EndsWith("-changelog", StringComparison.Ordinal);
        producer.Write(50);
        producer.Declare("app-progress");
        for (var i = 0; i < 5; i++)
        {
            world.Cycle(member);
        }
        Client(world).Paused.Count.ShouldBe(StoreKindsTopology.Partitions);
        return (world, producer, member);
    }

    private static Testing.Simulation.SimulatedConsumer Client(World world) => world.Cluster.Group("app").Members[0];
}
