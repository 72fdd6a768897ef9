using NbaPipeline.Dataflow.Testing;

namespace NbaPipeline.Dataflow.Tests.Operators;

public class TableTests
{
    [Fact]
    public void A_tombstone_deletes_the_row_and_is_sent_on_once()
    {
        using var driver = new TopologyTestDriver(Define(t => t.ToStream("changes")));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.Int64);
        input.Pipe("a", 1, 1);
        input.PipeTombstone("a", 2);
        input.PipeTombstone("a", 3);

        Changes(driver).ShouldBe(["a=1@1", "a=-@2"]);
        driver.GetKeyValueStore<string, long>("rows").Count.ShouldBe(0);
    }

    [Fact]
    public void A_filtered_table_deletes_what_no_longer_holds()
    {
        using var driver = new TopologyTestDriver(Define(t => t.Filter("big", (_, v) => v > 10).ToStream("changes")));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.Int64);
        input.Pipe("a", 5, 1);
        input.Pipe("a", 11, 2);
        input.Pipe("a", 12, 3);
        input.Pipe("a", 7, 4);
        input.PipeTombstone("a", 5);

        Changes(driver).ShouldBe(["a=11@2", "a=12@3", "a=-@4"]);
    }

    [Fact]
    public void A_mapped_table_maps_values_and_passes_deletions()
    {
        using var driver = new TopologyTestDriver(Define(t => t.MapValues("double", (_, v) => v * 2).ToStream("changes")));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.Int64);
        input.Pipe("a", 5, 1);
        input.PipeTombstone("a", 2);

        Changes(driver).ShouldBe(["a=10@1", "a=-@2"]);
    }

    [Fact]
    public void Records_without_key_or_value_are_left_out_of_aggregations_and_tables()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.Int64))
            .GroupByKey(Grouped.With("by key", Serdes.String, Serdes.Int64))
            .Aggregate(() => "", (_, v, sum) => $"{sum}{v}", Materialized<string, string>.As("sums", Serdes.String, Serdes.String))
            .ToStream("changes")
            .To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build());
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.Int64);
        input.Pipe("a", 1, 1);
        input.PipeTombstone("a", 2);
        input.PipeBytes(null, new byte[8], 3);
        input.Pipe("a", 2, 4);

        driver.CreateOutputTopic("out", Serdes.String, Serdes.String).ReadAll().Select(r => r.Value).ShouldBe(["1", "12"]);
    }

    [Fact]
    public void A_left_join_sends_records_without_a_row_and_an_inner_join_does_not()
    {
        var builder = new StreamsBuilder();
        var rows = builder.Table("table", Consumed.With(Serdes.String, Serdes.String), Materialized<string, string>.As("rows"));
        var stream = builder.Stream("in", Consumed.With(Serdes.String, Serdes.String));
        stream.LeftJoin("left", rows, (v, row) => $"{v}/{row ?? "none"}").To("left out", Produced.With(Serdes.String, Serdes.String));
        stream.Join("inner", rows, (v, row) => $"{v}/{row}").To("inner out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build());
        var (table, input) = (
            driver.CreateInputTopic("table", Serdes.String, Serdes.String),
            driver.CreateInputTopic("in", Serdes.String, Serdes.String)
        );
        input.Pipe("k", "1", 1);
        table.Pipe("k", "r", 2);
        input.Pipe("k", "2", 3);
        table.PipeTombstone("k", 4);
        input.Pipe("k", "3", 5);
        input.PipeTombstone("k", 6);

        driver
            .CreateOutputTopic("left out", Serdes.String, Serdes.String)
            .ReadAll()
            .Select(r => r.Value)
            .ShouldBe(["1/none", "2/r", "3/none"]);
        driver.CreateOutputTopic("inner out", Serdes.String, Serdes.String).ReadAll().Select(r => r.Value).ShouldBe(["2/r"]);
    }

    [Fact]
    public void A_table_behind_a_key_change_goes_through_a_repartition_topic()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .SelectKey("by value", (_, v) => v)
            .ToTable(Materialized<string, string>.As("latest", Serdes.String, Serdes.String))
            .ToStream("changes")
            .To("out", Produced.With(Serdes.String, Serdes.String));
        var topology = builder.Build();
        using var driver = new TopologyTestDriver(topology, partitions: 2);
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("a", "v", 1);

        topology.Describe().SubTopologies.Count.ShouldBe(2);
        driver.CreateOutputTopic("out", Serdes.String, Serdes.String).ReadAll().Select(r => r.Key).ShouldBe(["v"]);
    }

    private static List<string> Changes(TopologyTestDriver driver) =>
        driver
            .CreateOutputTopic("out", Serdes.String, Serdes.Int64)
            .ReadAll()
            .Select(r => $"{r.Key}={(r.HasValue ? r.Value : "-")}@{r.TimestampMs}")
            .ToList();

    private static Topology Define(Func<KTable<string, long>, KStream<string, long>> define)
    {
        var builder = new StreamsBuilder();
        define(builder.Table("in", Consumed.With(Serdes.String, Serdes.Int64), Materialized<string, long>.As("rows")))
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        return builder.Build();
    }
}
