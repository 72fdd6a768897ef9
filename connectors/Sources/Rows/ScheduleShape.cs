using System.Buffers;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Sources;

/// <summary>Schedule rows: known from the first instant of their season, with the tip-off the pipeline works with.</summary>
internal sealed class ScheduleShape(TipOffs tips, ISerde<ScheduleRow> serde) : IRowShape
{
    public string Topic => Topics.RawSchedule.Name;

    public int? Season(Cells cells) => SeasonText.Of(cells["season"], cells["game_date"]);

    public RowFacts Facts(Cells cells)
    {
        var gameId = cells["game_id"];
        TipOff? tip = null;
        if (EasternTime.TryParseInstant(cells["tip_utc"], utcWithoutZone: true, out var tipMs))
        {
            tip = new TipOff(tipMs, TipSource.Schedule);
            if (gameId is not null)
            {
                tips.AddScheduled(gameId, tipMs);
            }
        }

        var dated = EasternTime.TryParseDate(cells["game_date"], out var date);
        if (dated && tip is null)
        {
            tip = tips.Of(null, date, cells["home_name"], cells["home"], cells["away_name"], cells["away"]);
        }

        long? timeMs = Season(cells) is { } start ? SeasonText.FirstInstant(start) : null;
        return new RowFacts(timeMs, gameId ?? "", gameId, null, dated ? tip : null);
    }

    public void Encode(Cells cells, TableFile file, in RowFacts facts, long timeMs, IBufferWriter<byte> output) =>
        serde.Serialize(
            new ScheduleRow
            {
                SourceFile = file.Name,
                RowNumber = cells.Row,
                Layout = file.Layout.Name,
                Season = cells["season"],
                SeasonType = cells["season_type"],
                GameId = cells["game_id"],
                GameDate = cells["game_date"],
                Home = cells["home"],
                Away = cells["away"],
                HomeName = cells["home_name"],
                AwayName = cells["away_name"],
                Winner = cells["winner"],
                NeutralSite = cells["neutral_site"],
                TipUtc = cells["tip_utc"],
                Arena = cells["arena"],
                TipOff = facts.Tip?.Instant,
                TipSource = facts.Tip?.SourceName,
                TipEstimated = facts.Tip is not { Estimated: false },
                Flags = RowFlags.Of(facts, timed: facts.TimeMs is not null),
                CapturedAt = DateTimeOffset.FromUnixTimeMilliseconds(timeMs),
            },
            output
        );
}
