using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Testing.Simulation;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>The broker does not answer while a thread makes its clients.</summary>
public class StartFaultTests
{
    private static readonly SimulatedCall[] Calls =
    [
        SimulatedCall.CreateProducer,
        SimulatedCall.InitTransactions,
        SimulatedCall.CreateConsumer,
        SimulatedCall.Subscribe,
    ];

    public static TheoryData<string, string, int> Passing =>
        Cases([ClientErrorKind.Unreachable, ClientErrorKind.Retriable, ClientErrorKind.Indefinite, ClientErrorKind.Fenced], 1, 3);

    public static TheoryData<string, string, int> Lasting => Cases([ClientErrorKind.Fatal, ClientErrorKind.BadRecord], 1);

    [Theory]
    [MemberData(nameof(Passing))]
    public void A_broker_that_does_not_answer_at_the_start_is_asked_again(string call, string kind, int times)
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out var producer);
        var left = times;
        world.Cluster.OnCall = c => c.ToString() == call && left-- > 0 ? Error(kind) : null;
        world.Join(0);

        StoreKindsTopology.Feed(world, producer);

        left.ShouldBeLessThan(0);
        StoreKindsTopology.ShouldBeExact(world);
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public void An_error_that_asking_again_cannot_mend_ends_the_start(string call, string kind, int times)
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out _);
        var left = times;
        world.Cluster.OnCall = c => c.ToString() == call && left-- > 0 ? Error(kind) : null;

        var error = Should.Throw<ClientException>(() => world.Join(0));

        error.Kind.ToString().ShouldBe(kind);
    }

    [Fact]
    public void A_fatal_error_when_asking_again_ends_the_thread()
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out _);
        var asked = 0;
        world.Cluster.OnCall = c => c == SimulatedCall.InitTransactions ? Error(asked++ == 0 ? "Unreachable" : "Fatal") : null;
        world.Join(0);

        var error = Should.Throw<DataflowException>(world.RunToRest);

        error.Message.ShouldContain("app-world-0 cannot go on: injected");
        asked.ShouldBe(2);
    }

    [Fact]
    public void A_broker_that_stays_away_ends_the_thread()
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out _);
        world.Cluster.OnCall = c => c == SimulatedCall.InitTransactions ? Error("Unreachable") : null;
        world.Join(0);

        var error = Should.Throw<DataflowException>(world.RunToRest);

        error.Message.ShouldContain("20 times");
        error.Message.ShouldContain("injected");
        error.Message.ShouldContain("a broker that stays away");
    }

    [Theory]
    [InlineData("CreateProducer")]
    [InlineData("InitTransactions")]
    [InlineData("CreateConsumer")]
    [InlineData("Subscribe")]
    public void A_thread_that_never_reached_the_broker_stops_without_an_error(string call)
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out _);
        world.Cluster.OnCall = c => c.ToString() == call ? Error("Unreachable") : null;
        var member = world.Join(0);
        world.Cycle(member);

        Should.NotThrow(() => world.Leave(member));
    }

    [Theory]
    [InlineData("InitTransactions")]
    [InlineData("CreateConsumer")]
    public void A_thread_that_cannot_join_again_stops_without_an_error(string call)
    {
        // A restore thread of its own, as in an application.
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out _, restoreInline: false);
        var member = world.Join(0);
        world.Cluster.OnCall = c =>
            c == SimulatedCall.Poll ? Error("Fenced")
            : c.ToString() == call ? Error("Unreachable")
            : null;
        world.Cycle(member);

        Should.NotThrow(() => world.Leave(member));
    }

    private static TheoryData<string, string, int> Cases(ClientErrorKind[] kinds, params int[] times)
    {
        var cases = new TheoryData<string, string, int>();
        foreach (var call in Calls)
        {
            foreach (var kind in kinds)
            {
                foreach (var count in times)
                {
                    cases.Add(call.ToString(), kind.ToString(), count);
                }
            }
        }
        return cases;
    }

    private static ClientException Error(string kind) => new(Enum.Parse<ClientErrorKind>(kind), 0, "injected");
}
