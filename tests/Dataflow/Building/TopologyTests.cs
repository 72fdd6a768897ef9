using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Building;

public class TopologyTests
{
    [Fact]
    public void All_findings_of_a_topology_are_told_at_once()
    {
        var builder = new StreamsBuilder();
        var stream = builder.Stream("in", Consumed.With(Serdes.String, Serdes.String));
        stream.Peek("twice", (_, _) => { }).Peek("twice", (_, _) => { });
        stream.Process<string, string>("lost", () => throw new InvalidOperationException(), "no such store");
        stream
            .SelectKey("rekey", (_, v) => v)
            .GroupByKey(Grouped.With("by value", Serdes.String, Serdes.String))
            .Aggregate(() => 0L, (_, _, n) => n + 1, Materialized<string, long>.As("no serde"));
        builder.AddStateStore(Stores.KeyValue("unused", Serdes.String, Serdes.String));
        builder.Stream("in", Consumed.With(Serdes.String, Serdes.Int64));

        var error = Should.Throw<TopologyException>(() => builder.Build());

        var findings = error.Message.Split(Environment.NewLine);
        findings.Length.ShouldBe(5);
        findings.ShouldContain(f => f.Contains("Two operators are called 'twice'"));
        findings.ShouldContain(f => f.Contains("'lost' uses store 'no such store'"));
        findings.ShouldContain(f => f.Contains("'no serde' has no serde"));
        findings.ShouldContain(f => f.Contains("'unused' is used by no operator"));
        findings.ShouldContain(f => f.Contains("'in' is read twice with different types"));
    }

    [Fact]
    public void A_topology_that_reads_nothing_is_refused() =>
        Should.Throw<TopologyException>(() => new StreamsBuilder().Build()).Message.ShouldContain("reads no topic");

    [Fact]
    public void A_join_behind_a_key_change_without_serdes_is_a_finding()
    {
        var builder = new StreamsBuilder();
        var table = builder.Table("table", Consumed.With(Serdes.String, Serdes.String), Materialized<string, string>.As("rows"));
        builder.Stream("in", Consumed.With(Serdes.String, Serdes.String)).SelectKey("rekey", (_, v) => v).Join("join", table, (v, _) => v);

        Should.Throw<TopologyException>(() => builder.Build()).Message.ShouldContain("'join' stands behind a key change");
    }

    [Fact]
    public void Joined_topics_with_different_partition_counts_are_refused()
    {
        var admin = new RecordingAdmin(("table", 2), ("in", 3), ("out", 1));

        var error = Should.Throw<TopologyException>(() => TopologyBinder.Bind(JoinTopology(), Options, admin));

        error.Message.ShouldContain("in has 3");
        error.Message.ShouldContain("table has 2");
    }

    [Fact]
    public void Missing_topics_are_all_named()
    {
        var error = Should.Throw<DataflowException>(() => TopologyBinder.Bind(JoinTopology(), Options, new RecordingAdmin(("in", 1))));

        error.Message.ShouldContain("table, out");
    }

    [Fact]
    public void Internal_topics_never_lose_records_by_age()
    {
        var admin = new RecordingAdmin(("in", 3), ("out", 3));
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .GroupBy("by value", (_, v) => v, Grouped.With("by-value", Serdes.String, Serdes.String))
            .Count("counts")
            .ToStream("changes")
            .To("out", Produced.With(Serdes.String, Serdes.Int64));

        TopologyBinder.Bind(builder.Build(), Options with { DeadLetterTopic = t => $"dlq.{t}" }, admin);

        var created = admin.Created.ToDictionary(s => s.Name);
        created
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe(["app-by-value-repartition", "app-counts-changelog", "app-progress", "dlq.app-by-value-repartition", "dlq.in"]);
        created["app-by-value-repartition"].Configs["retention.ms"].ShouldBe("-1");
        created["app-counts-changelog"].Configs["cleanup.policy"].ShouldBe("compact");
        created["dlq.in"].Configs["retention.ms"].ShouldBe("-1");
        (created["app-progress"].Partitions, created["app-progress"].Configs["cleanup.policy"]).ShouldBe((1, "compact"));
        created["app-counts-changelog"].Partitions.ShouldBe(3);
    }

    [Fact]
    public void An_internal_topic_of_another_size_is_refused()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .GroupByKey(Grouped.With("by key", Serdes.String, Serdes.String))
            .Count("counts");
        var admin = new RecordingAdmin(("in", 3), ("app-counts-changelog", 2));

        Should
            .Throw<DataflowException>(() => TopologyBinder.Bind(builder.Build(), Options, admin))
            .Message.ShouldContain("has 2 partitions, the topology needs 3");
    }

    [Fact]
    public void A_task_refuses_the_progress_of_another_topology()
    {
        var world = new Simulation.World(CountTopology("old"), Options);
        world.Cluster.CreateTopic("in", 1);
        world.Join(0);
        world.Cluster.Append("in", 0, [65], [66], 1);
        world.RunToRest();
        var changed = new Simulation.World(CountTopology("new"), Options, world.Cluster);
        changed.Join(0);

        var error = Should.Throw<DataflowException>(changed.RunToRest);

        error.Message.ShouldContain("committed by another topology");
        error.Message.ShouldContain("0_0");
    }

    [Fact]
    public void The_description_names_operators_stores_topics_and_what_the_order_rests_on() =>
        JoinTopology()
            .Describe()
            .ToString()
            .ShouldBe(
                """
                Sub-topology 0 (in event time as far as known: no declared progress on table, waits only while it lags)
                  source table: source [topic table] --> rows table
                  rows table: table [stores rows]
                  source in: source [topic in] --> join
                  join: join [stores rows] --> sink out
                  sink out: sink [topic out]
                  store rows: key-value, in memory

                """.ReplaceLineEndings("\n")
            );

    [Fact]
    public void The_diagram_shows_the_same() =>
        JoinTopology()
            .Describe()
            .ToMermaid()
            .ShouldBe(
                """
                flowchart LR
                  subgraph sub0 ["sub-topology 0"]
                    n0_0["source table<br/>source"]
                    n0_1["rows table<br/>table"]
                    n0_2["source in<br/>source"]
                    n0_3["join<br/>join"]
                    n0_4["sink out<br/>sink"]
                  end
                  t0[("table")]
                  t1[("in")]
                  t2[("out")]
                  n0_0 --> n0_1
                  t0 --> n0_0
                  n0_1 <-.-> s0_rows[("rows")]
                  n0_2 --> n0_3
                  t1 --> n0_2
                  n0_3 --> n0_4
                  n0_3 <-.-> s0_rows[("rows")]
                  n0_4 --> t2

                """.ReplaceLineEndings("\n")
            );

    private static DataflowOptions Options => new() { ApplicationId = "app" };

    private static Topology CountTopology(string store)
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .GroupByKey(Grouped.With("by key", Serdes.String, Serdes.String))
            .Count(store);
        return builder.Build();
    }

    private static Topology JoinTopology()
    {
        var builder = new StreamsBuilder();
        var table = builder.Table("table", Consumed.With(Serdes.String, Serdes.String), Materialized<string, string>.As("rows"));
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .Join("join", table, (v, row) => v + row)
            .To("out", Produced.With(Serdes.String, Serdes.String));
        return builder.Build();
    }

    private sealed class RecordingAdmin(params (string Topic, int Partitions)[] existing) : IAdminClient
    {
        public List<TopicSpec> Created { get; } = [];

        public IReadOnlyDictionary<string, int> PartitionCounts(IReadOnlyCollection<string> topics, int timeoutMs) =>
            existing.Where(t => topics.Contains(t.Topic)).ToDictionary(t => t.Topic, t => t.Partitions);

        public void CreateTopics(IReadOnlyCollection<TopicSpec> topics, int timeoutMs) => Created.AddRange(topics);

        public void Dispose() { }
    }
}
