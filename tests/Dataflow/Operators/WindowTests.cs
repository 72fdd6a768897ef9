using NbaPipeline.Dataflow.Testing;

namespace NbaPipeline.Dataflow.Tests.Operators;

public class WindowTests
{
    [Fact]
    public void A_record_whose_window_has_closed_is_dropped_and_counted()
    {
        using var driver = new TopologyTestDriver(Define(EmitPolicy.EveryUpdate));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Pipe("a", "", 5);
        input.Pipe("a", "", 112);
        input.Pipe("a", "", 90);
        input.Pipe("a", "", 109);

        // The window from 0 closed at 110 (end and grace), the one from 100 is open.
        Updates(driver).ShouldBe(["a@0=1@5", "a@100=1@112", "a@100=2@112"]);
        driver.Counts.Late.ShouldBe(1);
    }

    [Fact]
    public void A_record_within_grace_still_counts()
    {
        using var driver = new TopologyTestDriver(Define(EmitPolicy.EveryUpdate));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Pipe("a", "", 109);
        input.Pipe("a", "", 99);

        Updates(driver).ShouldBe(["a@100=1@109", "a@0=1@99"]);
    }

    [Fact]
    public void Grace_is_measured_the_same_way_after_a_restart()
    {
        using var driver = new TopologyTestDriver(Define(EmitPolicy.EveryUpdate));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Pipe("a", "", 110);
        driver.CrashAndRestart();
        input.Pipe("a", "", 99);
        input.Pipe("a", "", 101);

        Updates(driver).ShouldBe(["a@100=1@110", "a@100=2@110"]);
        driver.Counts.Late.ShouldBe(1);
    }

    [Fact]
    public void Results_on_commit_come_once_per_window_even_when_it_closed_in_between()
    {
        using var driver = new TopologyTestDriver(Define(EmitPolicy.OnCommit));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Enqueue("a", "", 5);
        input.Enqueue("a", "", 6);
        input.Enqueue("a", "", 5000);
        driver.AdvanceTo(0);

        Updates(driver).ShouldBe(["a@0=2@6", "a@5000=1@5000"]);
    }

    [Fact]
    public void Times_before_the_epoch_have_windows_too()
    {
        using var driver = new TopologyTestDriver(Define(EmitPolicy.EveryUpdate));
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("a", "", -1);

        Updates(driver).ShouldBe(["a@-100=1@-1"]);
    }

    [Fact]
    public void Without_declared_progress_a_window_closes_when_a_later_record_is_processed()
    {
        using var driver = new TopologyTestDriver(Define(EmitPolicy.OnWindowClose));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Pipe("a", "", 5);
        input.Pipe("a", "", 110);
        Updates(driver).ShouldBeEmpty();
        input.Pipe("a", "", 111);

        Updates(driver).ShouldBe(["a@0=1@110"]);
    }

    private static List<string> Updates(TopologyTestDriver driver) =>
        driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll().Select(r => $"{r.Key}={r.Value}@{r.TimestampMs}").ToList();

    private static Topology Define(EmitPolicy emit)
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .GroupByKey(Grouped.With("by key", Serdes.String, Serdes.String))
            .WindowedBy(TimeWindows.OfSizeAndGrace(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(10)))
            .Count(Materialized<string, long>.As("windows").WithEmit(emit))
            .ToStream("keys", (window, _) => $"{window.Key}@{window.StartMs}")
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        return builder.Build();
    }
}
