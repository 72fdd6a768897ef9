using NbaPipeline.Dataflow.Testing;

namespace NbaPipeline.Dataflow.Tests.Operators;

public class AggregationTests
{
    [Fact]
    public void A_count_emits_every_update_with_the_largest_time_of_its_key()
    {
        using var driver = new TopologyTestDriver(CountTopology(EmitPolicy.EveryUpdate));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Pipe("a", "x", 10);
        input.Pipe("b", "x", 11);
        input.Pipe("a", "y", 5);

        var output = driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll();

        output.Select(r => (r.Key, r.Value, r.TimestampMs)).ShouldBe([("a", 1, 10), ("b", 1, 11), ("a", 2, 10)]);
    }

    [Fact]
    public void A_count_that_emits_on_commit_sends_each_changed_key_once()
    {
        using var driver = new TopologyTestDriver(CountTopology(EmitPolicy.OnCommit));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Enqueue("a", "x", 10);
        input.Enqueue("b", "x", 11);
        input.Enqueue("a", "y", 12);
        driver.AdvanceTo(0);

        var output = driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll();

        output.Select(r => (r.Key, r.Value)).ShouldBe([("a", 2), ("b", 1)]);
    }

    [Fact]
    public void State_and_position_survive_a_crash()
    {
        using var driver = new TopologyTestDriver(CountTopology(EmitPolicy.EveryUpdate));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Pipe("a", "x", 1);
        input.Pipe("a", "x", 2);
        driver.CrashAndRestart();
        input.Pipe("a", "x", 3);

        var output = driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll();

        output.Select(r => r.Value).ShouldBe([1, 2, 3]);
        driver.GetKeyValueStore<string, long>("counts").Get("a").ShouldBe(3);
    }

    [Fact]
    public void A_grouping_by_another_key_goes_through_a_repartition_topic()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .GroupBy("by value", (_, value) => value, Grouped.With("by-value", Serdes.String, Serdes.String))
            .Count("counts")
            .ToStream("changes")
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        using var driver = new TopologyTestDriver(builder.Build(), partitions: 3);
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        for (var i = 0; i < 9; i++)
        {
            input.Pipe($"key {i}", $"value {i % 2}", i);
        }

        var output = driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll();

        output.Where(r => r.Key == "value 0").Max(r => r.Value).ShouldBe(5);
        output.Where(r => r.Key == "value 1").Max(r => r.Value).ShouldBe(4);
    }

    [Fact]
    public void A_join_with_declared_progress_waits_for_the_table_side()
    {
        var builder = new StreamsBuilder();
        var table = builder.Table(
            "table",
            Consumed.With(Serdes.String, Serdes.String).WithProgress(),
            Materialized<string, string>.As("rows")
        );
        builder
            .Stream("stream", Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .Join("join", table, (value, row) => value + row)
            .To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build());
        var output = driver.CreateOutputTopic("out", Serdes.String, Serdes.String);
        driver.CreateInputTopic("stream", Serdes.String, Serdes.String).Pipe("k", "s", 10);
        output.ReadAll().ShouldBeEmpty();
        driver.CreateInputTopic("table", Serdes.String, Serdes.String).Pipe("k", "t", 9);
        output.ReadAll().ShouldBeEmpty();

        driver.AdvanceTo(10);

        output.ReadAll().Select(r => (r.Value, r.TimestampMs)).ShouldBe([("st", 10)]);
    }

    [Fact]
    public void A_final_window_is_emitted_once_when_time_passes_its_end_and_grace()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .GroupByKey(Grouped.With("by-key", Serdes.String, Serdes.String))
            .WindowedBy(TimeWindows.OfSizeAndGrace(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(10)))
            .Count(Materialized<string, long>.As("windows").WithEmit(EmitPolicy.OnWindowClose))
            .ToStream("keys", (window, _) => $"{window.Key}@{window.StartMs}")
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        using var driver = new TopologyTestDriver(builder.Build());
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        var output = driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64);
        input.Enqueue("a", "", 1);
        input.Enqueue("b", "", 50);
        input.Enqueue("a", "", 99);
        input.Enqueue("a", "", 105);
        driver.AdvanceTo(109);
        output.ReadAll().ShouldBeEmpty();
        driver.AdvanceTo(110);

        output.ReadAll().Select(r => (r.Key, r.Value, r.TimestampMs)).ShouldBe([("a@0", 2, 110), ("b@0", 1, 110)]);

        driver.CrashAndRestart();
        driver.Complete();
        output.ReadAll().Select(r => (r.Key, r.Value)).ShouldBe([("a@100", 1)]);
    }

    private static Topology CountTopology(EmitPolicy emit)
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .GroupByKey(Grouped.With("by-key", Serdes.String, Serdes.String))
            .Count(Materialized<string, long>.As("counts").WithEmit(emit))
            .ToStream("changes")
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        return builder.Build();
    }
}
