using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Testing.Simulation;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>Client calls that fail: each kind of error at each call, early and later.</summary>
public class ClientFaultTests
{
    private static readonly ClientErrorKind[] Kinds =
    [
        ClientErrorKind.Retriable,
        ClientErrorKind.RequiresAbort,
        ClientErrorKind.Indefinite,
        ClientErrorKind.Unreachable,
        ClientErrorKind.Fenced,
    ];

    public static TheoryData<string, string, int> Faults
    {
        get
        {
            var cases = new TheoryData<string, string, int>();
            // Those of the start are in StartFaultTests, those of a restore in RestoreFaultTests.
            foreach (
                var call in Enum.GetValues<SimulatedCall>()
                    .Where(c =>
                        c > SimulatedCall.InitTransactions && c is not (SimulatedCall.AbortTransaction or SimulatedCall.RestorePoll)
                    )
            )
            {
                // After the broker has committed only the answer can be missing.
                foreach (
                    var kind in Kinds.Where(k =>
                        call != SimulatedCall.CommitAnswer || k is ClientErrorKind.Indefinite or ClientErrorKind.Unreachable
                    )
                )
                {
                    cases.Add(call.ToString(), kind.ToString(), 1);
                    if (call != SimulatedCall.Committed)
                    {
                        cases.Add(call.ToString(), kind.ToString(), 4);
                    }
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_failing_client_call_does_not_change_the_result(string call, string kind, int occurrence)
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out var producer);
        var left = occurrence;
        world.Cluster.OnCall = c => c.ToString() == call && --left == 0 ? Error(kind) : null;
        world.Join(0);

        StoreKindsTopology.Feed(world, producer);

        left.ShouldBeLessThanOrEqualTo(0);
        StoreKindsTopology.ShouldBeExact(world);
    }

    [Theory]
    [InlineData(SimulatedCall.AbortTransaction)]
    [InlineData(SimulatedCall.InitTransactions)]
    [InlineData(SimulatedCall.Committed)]
    public void A_recovery_that_fails_itself_is_repeated(object failing)
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out var producer);
        world.Join(0);
        var (commits, failures) = (0, 0);
        world.Cluster.OnCall = call =>
            call == SimulatedCall.CommitTransaction && ++commits == 4
                ? Error(failing.Equals(SimulatedCall.AbortTransaction) ? "RequiresAbort" : "Indefinite")
            : call.Equals(failing) && commits == 4 && failures++ < 2 ? Error("Indefinite")
            : null;

        StoreKindsTopology.Feed(world, producer);

        failures.ShouldBeGreaterThan(0);
        StoreKindsTopology.ShouldBeExact(world);
    }

    [Fact]
    public void A_lost_answer_to_the_commit_before_giving_up_tasks_does_not_repeat_the_work()
    {
        var (world, producer, _) = WithUncommittedWork(100);
        var lost = 0;
        world.Cluster.OnCall = call => call == SimulatedCall.CommitAnswer && lost++ == 0 ? Error("Indefinite") : null;
        world.Join(1);

        StoreKindsTopology.Feed(world, producer);

        lost.ShouldBeGreaterThan(0);
        StoreKindsTopology.ShouldBeExact(world);
    }

    [Fact]
    public void A_thread_whose_identity_was_taken_over_is_fenced_and_its_writes_stay_invisible()
    {
        var (world, producer, member) = WithUncommittedWork(60);
        var zombie = member.Thread;
        world.Crash(member);
        world.RunToRest();
        var before = StoreKindsTopology.Actual(world);
        before.ShouldNotBeEmpty();

        zombie.RunOnce(0);

        StoreKindsTopology.Actual(world).ShouldBe(before);
        StoreKindsTopology.Feed(world, producer);
        StoreKindsTopology.ShouldBeExact(world);
    }

    [Fact]
    public void A_zombie_that_only_the_producer_notices_cannot_commit()
    {
        var (world, producer, member) = WithUncommittedWork(60);
        // Somebody else with the same transactional id: the open transaction is aborted under the thread.
        world.Cluster.NextEpoch(member.Thread.Name);

        world.RunToRest();

        StoreKindsTopology.Feed(world, producer);
        StoreKindsTopology.ShouldBeExact(world);
    }

    [Fact]
    public void A_lost_answer_to_a_commit_without_new_input_is_settled_too()
    {
        var builder = new StreamsBuilder();
        builder.AddStateStore(Stores.KeyValue("ticks", Serdes.String, Serdes.Int64));
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .Process<string, long>("tick", () => new TickProcessor(), "ticks")
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        var world = new World(builder.Build(), new DataflowOptions { ApplicationId = "app", CommitIntervalMs = 10 });
        world.Cluster.CreateTopic("in", 1);
        world.Cluster.CreateTopic("out", 1);
        var member = world.Join(0);
        var answers = 0;
        world.Cluster.OnCall = call => call == SimulatedCall.CommitAnswer && ++answers % 3 == 0 ? Error("Indefinite") : null;
        for (var i = 0; i < 20; i++)
        {
            world.Time.Advance(TimeSpan.FromMilliseconds(100));
            world.Cycle(member);
        }

        var ticks = world.Cluster.Committed("out", 0).Select(r => Serdes.Int64.Deserialize(r.Value)).ToList();

        ticks.Count.ShouldBeGreaterThan(10);
        ticks.ShouldBe(Enumerable.Range(1, ticks.Count).Select(i => (long)i));
    }

    [Fact]
    public void Errors_without_a_commit_in_between_end_after_twenty_recoveries()
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out var producer);
        world.Join(0);
        world.Cluster.OnCall = call => call == SimulatedCall.CommitTransaction ? Error("Indefinite") : null;

        var error = Should.Throw<DataflowException>(() => StoreKindsTopology.Feed(world, producer));

        error.Message.ShouldContain("20 times");
        error.Message.ShouldContain("ProcessId");
    }

    /// <summary>A thread that has processed records and not committed them.</summary>
    private static (World World, InputProducer Producer, WorldMember Member) WithUncommittedWork(int records)
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app", CommitIntervalMs = 10_000 }, out var producer);
        var member = world.Join(0);
        producer.Write(records);
        producer.Declare("app-progress");
        for (var i = 0; i < 20; i++)
        {
            world.Cycle(member);
        }
        return (world, producer, member);
    }

    private static ClientException Error(string kind) => new(Enum.Parse<ClientErrorKind>(kind), 0, "injected");

    private sealed class TickProcessor : Processor<string, string, string, long>
    {
        public override void Init(IProcessorContext<string, long> context)
        {
            var ticks = context.GetStateStore<IKeyValueStore<string, long>>("ticks");
            context.Schedule(
                TimeSpan.FromMilliseconds(50),
                PunctuationType.WallClockTime,
                timeMs =>
                {
                    ticks.Put("all", ticks.Get("all") + 1);
                    context.Forward(new Record<string, long>("all", ticks.Get("all"), timeMs));
                }
            );
        }

        public override void Process(in Record<string, string> record) { }
    }
}
