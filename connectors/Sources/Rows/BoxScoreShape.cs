using System.Buffers;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Sources;

/// <summary>Box score rows: facts from the final buzzer on.</summary>
internal sealed class BoxScoreShape(TipOffs tips, ISerde<PlayerBoxscoreRow> serde) : IRowShape
{
    // Rows of one game stand together.
    private (string? GameId, string? Date, string? Team) _lastGame;
    private TipOff? _lastTip;

    public string Topic => Topics.RawPlayerBoxscore.Name;

    public int? Season(Cells cells) => SeasonText.Of(cells["season"], cells["game_date"]);

    public RowFacts Facts(Cells cells)
    {
        var gameId = cells["game_id"];
        var game = (gameId, cells["game_date"], cells["team_name"]);
        if (game != _lastGame)
        {
            _lastGame = game;
            _lastTip = EasternTime.TryParseDate(cells["game_date"], out var date)
                ? tips.Of(gameId, date, cells["team_name"], cells["team_abbreviation"], cells["opp_abbreviation"])
                : null;
        }

        var tip = _lastTip;
        return new RowFacts(tip?.FinalBuzzerMs, gameId ?? "", gameId, cells["player_id"] ?? cells["player_name"], tip);
    }

    public void Encode(Cells cells, TableFile file, in RowFacts facts, long timeMs, IBufferWriter<byte> output) =>
        serde.Serialize(
            new PlayerBoxscoreRow
            {
                SourceFile = file.Name,
                RowNumber = cells.Row,
                Layout = file.Layout.Name,
                Season = cells["season"],
                SeasonType = cells["season_type"],
                GameId = cells["game_id"],
                GameDate = cells["game_date"],
                PlayerId = cells["player_id"],
                PlayerName = cells["player_name"],
                TeamId = cells["team_id"],
                TeamAbbreviation = cells["team_abbreviation"],
                TeamName = cells["team_name"],
                OppAbbreviation = cells["opp_abbreviation"],
                IsHome = cells["is_home"],
                Matchup = cells["matchup"],
                Wl = cells["wl"],
                Starter = cells["starter"],
                Min = cells["min"],
                Pts = cells["pts"],
                Fgm = cells["fgm"],
                Fga = cells["fga"],
                FgPct = cells["fg_pct"],
                Fg3m = cells["fg3m"],
                Fg3a = cells["fg3a"],
                Fg3Pct = cells["fg3_pct"],
                Ftm = cells["ftm"],
                Fta = cells["fta"],
                FtPct = cells["ft_pct"],
                Oreb = cells["oreb"],
                Dreb = cells["dreb"],
                Reb = cells["reb"],
                Ast = cells["ast"],
                Stl = cells["stl"],
                Blk = cells["blk"],
                Tov = cells["tov"],
                Pf = cells["pf"],
                PlusMinus = cells["plus_minus"],
                FinalBuzzerAt = facts.Tip is { } tip ? DateTimeOffset.FromUnixTimeMilliseconds(tip.FinalBuzzerMs) : null,
                TipEstimated = facts.Tip is not { Estimated: false },
                Flags = RowFlags.Of(facts, timed: facts.TimeMs is not null),
                CapturedAt = DateTimeOffset.FromUnixTimeMilliseconds(timeMs),
            },
            output
        );
}
