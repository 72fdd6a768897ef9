using NbaPipeline.Dataflow.Testing.Simulation;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>One source that feeds a key-value store, a window store and a timer store, and what each must put out.</summary>
internal static class StoreKindsTopology
{
    public const int Partitions = 3;
    private const int Records = 200;
    private const int Keys = 5;
    private const long DueAfterMs = 7;

    public static IReadOnlyList<InputRecord> Inputs { get; } =
        Enumerable.Range(0, Records).Select(i => new InputRecord(10 + (2 * i), $"key {i * 7 % Keys}", $"value {i}")).ToList();

    public static World Create(DataflowOptions options, out InputProducer producer, bool restoreInline = true)
    {
        var world = new World(Build(), options) { RestoreInline = restoreInline };
        foreach (var topic in new[] { "in", "counts", "windows", "timed" })
        {
            world.Cluster.CreateTopic(topic, Partitions);
        }
        world.Cluster.CreateTopic(options.ProgressTopicName, 1);
        producer = new InputProducer(world.Cluster, "in", "source", 1, Inputs);
        return world;
    }

    /// <summary>Feeds all inputs in ten steps.</summary>
    public static void Feed(World world, InputProducer producer)
    {
        while (!producer.IsDone)
        {
            producer.Write(Records / 10);
            producer.Declare("app-progress");
            world.RunToRest();
        }
    }

    public static string Expected =>
        string.Join(
            '\n',
            Render("counts", Inputs.GroupBy(r => r.Key).Select(g => (g.Key, g.Select((r, i) => $"{i + 1}@{r.TimeMs}"))))
                .Concat(
                    Render(
                        "timed",
                        Inputs
                            .GroupBy(r => r.Key)
                            .Select(g =>
                                (g.Key, g.Select(r => $"{g.Count(o => o.TimeMs <= r.TimeMs + DueAfterMs)}@{r.TimeMs + DueAfterMs}"))
                            )
                    )
                )
                .Concat(
                    Render(
                        "windows",
                        Inputs
                            .GroupBy(r => (r.Key, Start: r.TimeMs / 50 * 50))
                            .Select(g => ($"{g.Key.Key}@{g.Key.Start}", (IEnumerable<string>)[$"{g.Count()}@{g.Key.Start + 60}"]))
                    )
                )
        );

    public static string Actual(World world) =>
        string.Join('\n', new[] { "counts", "timed", "windows" }.SelectMany(t => world.Read(t, Serdes.Int64)));

    public static void ShouldBeExact(World world) =>
        Lines.ShouldMatch(Actual(world).Split('\n'), Expected.Split('\n'), "outputs differ from the fold");

    /// <summary>Per output line its largest value: what at-least-once must reach.</summary>
    public static Dictionary<string, long> Largest(string lines) =>
        lines
            .Split('\n')
            .ToDictionary(
                l => l[..l.LastIndexOf(": ", StringComparison.Ordinal)],
                l =>
                    l[(l.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]
                        .Split(' ')
                        .Max(v =>
                            long.Parse(v[..v.IndexOf('@', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)
                        )
            );

    private static IEnumerable<string> Render(string topic, IEnumerable<(string Key, IEnumerable<string> Values)> lines) =>
        lines.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{topic} {l.Key}: {string.Join(' ', l.Values)}");

    private static Topology Build()
    {
        var builder = new StreamsBuilder();
        var source = builder.Stream("in", Consumed.With(Serdes.String, Serdes.String).WithProgress());
        var grouped = source.GroupByKey(Grouped.With("by key", Serdes.String, Serdes.String));
        grouped.Count("count").ToStream("changes").To("counts", Produced.With(Serdes.String, Serdes.Int64));
        grouped
            .WindowedBy(TimeWindows.OfSizeAndGrace(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(10)))
            .Count(Materialized<string, long>.As("window").WithEmit(EmitPolicy.OnWindowClose))
            .ToStream("window key", (window, _) => $"{window.Key}@{window.StartMs}")
            .To("windows", Produced.With(Serdes.String, Serdes.Int64));
        builder.AddStateStore(Stores.KeyValue("seen", Serdes.String, Serdes.Int64)).AddStateStore(Stores.Timers("due", Serdes.String));
        source
            .Process<string, long>("due counts", () => new DueCountProcessor(DueAfterMs), "seen", "due")
            .To("timed", Produced.With(Serdes.String, Serdes.Int64));
        return builder.Build();
    }
}
