using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Clean;

/// <summary>
/// Schedule rows become games; box score rows become appearances in them. Both raw topics are keyed by the league's game id, so each row meets its game in
/// one task and takes the canonical id from it.
/// </summary>
internal static class GamesTopology
{
    private const string GamesStore = "clean-games";

    /// <summary>Adds the topology to a builder.</summary>
    public static void Add(StreamsBuilder builder, IContractSerdes serdes)
    {
        var games = builder
            .Read<ScheduleRow>(Topics.RawSchedule, serdes)
            .FlatMapValues("clean-schedule", row => ScheduleCleaner.Clean(row) is { } game ? [game] : Array.Empty<Schedule>());

        games.SelectKey("schedule-by-game", (_, game) => game.GameId).WriteBySeason(Topics.CleanSchedule, serdes, game => game.Season);

        var byNbaId = games.ToTable(
            Materialized<string, Schedule>.As(GamesStore, Dataflow.Serdes.String, serdes.State<Schedule>(GamesStore))
        );
        builder
            .Read<PlayerBoxscoreRow>(Topics.RawPlayerBoxscore, serdes)
            .LeftJoin<Schedule, PlayerBoxscore>("clean-player-boxscore", byNbaId, PlayerBoxscoreCleaner.Clean)
            .SelectKey("boxscore-by-game", (_, appearance) => appearance.GameId)
            .Write(Topics.CleanPlayerBoxscore, serdes);
    }
}
