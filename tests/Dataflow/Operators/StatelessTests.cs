using NbaPipeline.Dataflow.Testing;

namespace NbaPipeline.Dataflow.Tests.Operators;

public class StatelessTests
{
    [Fact]
    public void Filters_and_maps_do_what_they_say() =>
        Run(s =>
                s.Filter("not empty", (_, v) => v.Length > 0)
                    .FilterNot("not x", (_, v) => v == "x")
                    .MapValues("upper", v => v.ToUpperInvariant())
                    .MapValues("with key", (k, v) => $"{k}{v}")
                    .Map("swap", (k, v) => new KeyValue<string, string>(v, k))
            )
            .ShouldBe([("aONE", "a", 1), ("bTWO", "b", 3)]);

    [Fact]
    public void Flat_maps_send_every_element_with_the_time_of_the_record() =>
        Run(s =>
                s.FlatMapValues("letters", v => v.Select(c => $"{c}"))
                    .FlatMap("twice", (k, v) => new[] { new KeyValue<string, string>(k, v), new KeyValue<string, string>(v, k) })
            )
            .Take(4)
            .ShouldBe([("a", "o", 1), ("o", "a", 1), ("a", "n", 1), ("n", "a", 1)]);

    [Fact]
    public void A_merge_sends_what_any_of_its_parents_sends() =>
        Run(s => s.Filter("a", (k, _) => k == "a").Merge("both", s.Filter("b", (k, _) => k == "b").MapValues("!", v => v + "!")))
            .ShouldBe([("a", "one", 1), ("b", "!", 2), ("b", "two!", 3), ("a", "x", 4)]);

    [Fact]
    public void A_select_key_keeps_value_and_time() => Run(s => s.SelectKey("k", (_, v) => $"k{v}")).First().ShouldBe(("kone", "one", 1));

    [Fact]
    public void Tombstones_and_missing_keys_reach_the_sink_as_such()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .Peek("look", (_, _) => { })
            .To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build());
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).PipeTombstone("k", 1);
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).PipeBytes(null, [65], 2);

        driver
            .CreateOutputTopic("out", Serdes.String, Serdes.String)
            .ReadAll()
            .Select(r => (r.HasKey, r.HasValue, r.TimestampMs))
            .ShouldBe([(true, false, 1), (false, true, 2)]);
    }

    [Fact]
    public void Headers_travel_along_as_far_as_the_options_let_them()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .MapValues("same", v => v)
            .To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(
            builder.Build(),
            new DataflowOptions { ApplicationId = "app", PropagateHeader = name => name.StartsWith("keep", StringComparison.Ordinal) }
        );
        var headers = new RecordHeaders().Add("keep.1", "x").Add("drop", "y").Add("keep.2", (byte[]?)null);
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("k", "v", 1, headers);
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("k", "v", 2);

        var output = driver.CreateOutputTopic("out", Serdes.String, Serdes.String).ReadAll();

        Enumerable.Range(0, output[0].Headers!.Count).Select(i => output[0].Headers![i].Key).ShouldBe(["keep.1", "keep.2"]);
        output[0].Headers!.Text("keep.1").ShouldBe("x");
        (output[1].Headers?.Count ?? 0).ShouldBe(0);
    }

    [Fact]
    public void A_partitioner_decides_over_the_partition_and_murmur2_without_one()
    {
        var builder = new StreamsBuilder();
        var source = builder.Stream("in", Consumed.With(Serdes.String, Serdes.String));
        source.To("by hash", Produced.With(Serdes.String, Serdes.String));
        source.To("by value", Produced.With(Serdes.String, Serdes.String) with { Partitioner = (_, value, count) => value.Length % count });
        using var driver = new TopologyTestDriver(builder.Build(), partitions: 3);
        foreach (var value in new[] { "", "1", "22", "333" })
        {
            driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("k", value, value.Length);
        }

        driver.CreateOutputTopic("by value", Serdes.String, Serdes.String).ReadAll().Select(r => r.Value).ShouldBe(["", "333", "1", "22"]);
        driver.CreateOutputTopic("by hash", Serdes.String, Serdes.String).ReadAll().Select(r => r.Value).ShouldBe(["", "1", "22", "333"]);
    }

    [Fact]
    public void Several_topics_are_one_stream_in_the_order_of_time()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("both", ["a", "b"], Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build());
        foreach (var (topic, time) in new[] { ("b", 1), ("b", 3), ("a", 2), ("a", 3) })
        {
            driver.CreateInputTopic(topic, Serdes.String, Serdes.String).Pipe("k", $"{topic}{time}", time);
        }
        driver.AdvanceTo(3);

        driver.CreateOutputTopic("out", Serdes.String, Serdes.String).ReadAll().Select(r => r.Value).ShouldBe(["b1", "a2", "a3", "b3"]);
    }

    private static List<(string, string, long)> Run(Func<KStream<string, string>, KStream<string, string>> define)
    {
        var builder = new StreamsBuilder();
        define(builder.Stream("in", Consumed.With(Serdes.String, Serdes.String))).To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build());
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Pipe("a", "one", 1);
        input.Pipe("b", "", 2);
        input.Pipe("b", "two", 3);
        input.Pipe("a", "x", 4);
        return driver
            .CreateOutputTopic("out", Serdes.String, Serdes.String)
            .ReadAll()
            .Select(r => (r.Key, r.Value, r.TimestampMs))
            .ToList();
    }
}
