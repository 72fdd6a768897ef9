using NbaPipeline.Dataflow;

namespace NbaPipeline.Cli.Bench;

/// <summary>The jobs of the comparison with the peers; the values of the stateless paths are never copied out of the client.</summary>
internal static class BenchTopologies
{
    public static Topology Of(BenchOptions options) =>
        options.Workload switch
        {
            BenchWorkload.Map => Map(options),
            BenchWorkload.Count => Count(options),
            BenchWorkload.Window => Window(options),
            BenchWorkload.Join => Join(options),
            _ => throw new ArgumentOutOfRangeException(nameof(options)),
        };

    private static Topology Map(BenchOptions options)
    {
        var builder = new StreamsBuilder();
        builder
            .Stream(options.In, Consumed.With(Serdes.Borrowed, Serdes.Borrowed))
            .Filter("not-empty", (_, value) => value.Length > 0)
            .Process("first-byte-plus-one", () => new FirstByteProcessor())
            .To(options.Out, Produced.With(Serdes.Borrowed, Serdes.Borrowed));
        return builder.Build();
    }

    private static Topology Count(BenchOptions options)
    {
        var builder = new StreamsBuilder();
        builder
            .Stream(options.In, Consumed.With(Serdes.Int64, Serdes.Borrowed))
            .GroupByKey(Grouped.With("by-key", Serdes.Int64, Serdes.Borrowed))
            .Count(Materialized<long, long>.As("c").WithEmit(EmitPolicy.OnCommit))
            .ToStream("counts")
            .To(options.Out, Produced.With(Serdes.Int64, Serdes.Int64));
        return builder.Build();
    }

    private static Topology Window(BenchOptions options)
    {
        var builder = new StreamsBuilder();
        builder
            .Stream(options.In, Consumed.With(Serdes.Int64, Serdes.Borrowed))
            .GroupByKey(Grouped.With("by-key", Serdes.Int64, Serdes.Borrowed))
            .WindowedBy(TimeWindows.OfSizeAndGrace(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10)))
            .Count(Materialized<long, long>.As("w").WithEmit(EmitPolicy.OnCommit))
            .ToStream("by-plain-key", (window, _) => window.Key)
            .To(options.Out, Produced.With(Serdes.Int64, Serdes.Int64));
        return builder.Build();
    }

    private static Topology Join(BenchOptions options)
    {
        var builder = new StreamsBuilder();
        var table = builder.Table($"{options.In}-table", Consumed.With(Serdes.Int64, Serdes.ByteArray), Materialized<long, byte[]>.As("t"));
        builder
            .Stream(options.In, Consumed.With(Serdes.Int64, Serdes.Borrowed))
            .Join("first-byte-of-row", table, (value, row) => new PatchedBytes(value, row[0]))
            .To(options.Out, Produced.With(Serdes.Int64, new PatchedBytesSerde()));
        return builder.Build();
    }
}
