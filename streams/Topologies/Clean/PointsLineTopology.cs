using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Clean;

/// <summary>Props rows become player points lines, one record per (game, bookmaker, quoted player, snapshot, line) with both prices.</summary>
internal static class PointsLineTopology
{
    private const string LinesStore = "clean-line-sides";
    private const string TimersStore = "clean-line-snapshots";

    /// <summary>Adds the topology to a builder.</summary>
    public static void Add(StreamsBuilder builder, IContractSerdes serdes)
    {
        builder.AddStateStore(Stores.KeyValue(LinesStore, Dataflow.Serdes.String, serdes.State<PointsLine>(LinesStore)));
        builder.AddStateStore(Stores.Timers(TimersStore, Dataflow.Serdes.String));

        builder
            .Read<PlayerPropsRow>(Topics.RawPlayerProps, serdes)
            .FlatMapValues("clean-points-line", row => PointsLineCleaner.Clean(row) is { } line ? [line] : Array.Empty<PointsLine>())
            .Process<string, PointsLine>(
                "pair-over-and-under",
                () => new PointsLinePairing(LinesStore, TimersStore),
                LinesStore,
                TimersStore
            )
            .WriteBySeason(Topics.CleanPointsLine, serdes, line => line.Season);
    }
}
