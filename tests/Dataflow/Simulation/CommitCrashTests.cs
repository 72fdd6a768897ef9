using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>The process dies at each point of the commit protocol (docs/exactly-once.md).</summary>
public class CommitCrashTests
{
    public static TheoryData<int, int> Points
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (var point in Enum.GetValues<CommitPoint>())
            {
                cases.Add((int)point, 1);
                cases.Add((int)point, 6);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void A_crash_in_an_exactly_once_commit_leaves_the_result_of_the_fold(int point, int commit)
    {
        var world = Run(ProcessingGuarantee.ExactlyOnceV2, (CommitPoint)point, commit);

        StoreKindsTopology.ShouldBeExact(world);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void A_crash_in_an_at_least_once_commit_loses_nothing(int point, int commit)
    {
        var world = Run(ProcessingGuarantee.AtLeastOnce, (CommitPoint)point, commit);

        var expected = StoreKindsTopology.Largest(StoreKindsTopology.Expected);
        var actual = StoreKindsTopology.Largest(StoreKindsTopology.Actual(world));
        actual.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
        actual.Where(a => a.Value < expected[a.Key]).ShouldBeEmpty();
    }

    [Fact]
    public void A_crash_at_every_other_commit_still_ends_with_the_result_of_the_fold()
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out var producer);
        var calls = 0;
        world.CrashAt = _ => calls++ % 13 == 12;
        world.Join(0);

        StoreKindsTopology.Feed(world, producer);

        world.Crashes.ShouldBeGreaterThan(5);
        StoreKindsTopology.ShouldBeExact(world);
    }

    private static World Run(ProcessingGuarantee guarantee, CommitPoint point, int commit)
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app", Guarantee = guarantee }, out var producer);
        var commits = 0;
        world.CrashAt = at =>
        {
            commits += at == CommitPoint.BeforePrepare ? 1 : 0;
            return commits == commit && at == point && world.Crashes == 0;
        };
        world.Join(0);
        StoreKindsTopology.Feed(world, producer);
        world.Crashes.ShouldBe(1);
        return world;
    }
}
