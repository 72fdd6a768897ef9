namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>
/// Two stages: orders joined with customers and counted, sent on by region; there joined with labels, watched by timers and counted
/// in final windows. Some orders fail after they had effects.
/// </summary>
internal static class RegionTopology
{
    public const int CustomerPartitions = 4;
    public const int RegionPartitions = 3;
    public const long WindowMs = 6;
    public const long GraceMs = 1;

    public static Topology Build()
    {
        var builder = new StreamsBuilder();
        var text = Consumed.With(Serdes.String, Serdes.String).WithProgress();
        var orders = builder.Stream("orders", text);
        var customers = builder.Table("customers", text, Materialized<string, string>.As("customer rows"));
        var labels = builder.Table("regions", text, Materialized<string, string>.As("region rows"));
        orders
            .GroupByKey(Grouped.With("by customer", Serdes.String, Serdes.String))
            .Count("per-customer")
            .ToStream("count changes")
            .To("counts", Produced.With(Serdes.String, Serdes.Int64));
        var joined = orders
            .Join("with region", customers, (order, region) => (Order: order, Region: region))
            .Map("by region", (customer, o) => new KeyValue<string, string>(o.Region, $"{customer}:{Checked(o.Order)}"))
            .Repartition(Repartitioned.With("by-region", Serdes.String, Serdes.String))
            .Join("with label", labels, (order, label) => $"{label}/{order}");
        joined.To("labelled", Produced.With(Serdes.String, Serdes.String));
        builder
            .AddStateStore(Stores.KeyValue("seen", Serdes.String, Serdes.Int64))
            .AddStateStore(Stores.Timers("deadlines", Serdes.String));
        joined
            .Process<string, string>("deadline", () => new DeadlineProcessor(), "seen", "deadlines")
            .To("timed", Produced.With(Serdes.String, Serdes.String));
        joined
            .GroupByKey(Grouped.With("same region", Serdes.String, Serdes.String))
            .WindowedBy(TimeWindows.OfSizeAndGrace(TimeSpan.FromMilliseconds(WindowMs), TimeSpan.FromMilliseconds(GraceMs)))
            .Count(Materialized<string, long>.As("windows").WithEmit(EmitPolicy.OnWindowClose))
            .ToStream("window keys", (window, _) => $"{window.Key}@{window.StartMs}")
            .To("windowed", Produced.With(Serdes.String, Serdes.Int64));
        return builder.Build();
    }

    /// <summary>Orders that a later operator cannot take, after the count has written its state and sent its result.</summary>
    public static bool IsPoison(string order) => order.EndsWith('7');

    private static string Checked(string order) =>
        IsPoison(order) ? throw new InvalidOperationException($"order {order} is poison") : order;
}
