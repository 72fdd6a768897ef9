using System.Buffers;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Sources;

/// <summary>Player props of every layout and market: facts from their snapshot on.</summary>
internal sealed class PropsShape(TipOffs tips, ISerde<PlayerPropsRow> serde) : IRowShape
{
    private readonly InstantMemo _commence = new();
    private readonly InstantMemo _snapshot = new();
    private readonly InstantMemo _midnight = new();
    private (string? Home, string? Away, long CommenceMs, long SnapshotMs) _noted;

    public string Topic => Topics.RawPlayerProps.Name;

    public int? Season(Cells cells) => GameDate(cells) is { } date ? SeasonText.StartYearOf(date) : null;

    public RowFacts Facts(Cells cells)
    {
        var (snapshotMs, column) = Snapshot(cells);
        if (CommenceMs(cells) is { } commenceMs)
        {
            NoteCommence(cells, commenceMs, snapshotMs ?? 0);
        }

        var game = cells["event_id"] ?? TeamsKey(cells);
        return new RowFacts(snapshotMs, game, game, cells["player"], null, column);
    }

    public void Encode(Cells cells, TableFile file, in RowFacts facts, long timeMs, IBufferWriter<byte> output) =>
        serde.Serialize(
            new PlayerPropsRow
            {
                SourceFile = file.Name,
                RowNumber = cells.Row,
                Layout = file.Layout.Name,
                FileDate = cells["file_date"],
                EventId = cells["event_id"],
                EventDate = cells["event_date"],
                CommenceTimeUtc = cells["commence_time_utc"],
                HomeTeam = cells["home_team"],
                AwayTeam = cells["away_team"],
                Bookmaker = cells["bookmaker"],
                Market = cells["market"],
                LastUpdateUtc = cells["last_update_utc"],
                SnapshotUtc = cells["snapshot_utc"],
                SnapshotLocal = cells["snapshot_local"],
                ScrapedAt = cells["scraped_at"],
                PpGameId = cells["pp_game_id"],
                Player = cells["player"],
                Team = cells["team"],
                Opponent = cells["opponent"],
                Stat = cells["stat"],
                Side = cells["side"],
                Line = cells["line"],
                PriceAmerican = cells["price_american"],
                OverAmerican = cells["over_american"],
                UnderAmerican = cells["under_american"],
                OddsType = cells["odds_type"],
                StartTime = cells["start_time"],
                Rank = cells["rank"],
                SnapshotAt = facts.TimeMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
                SnapshotSource = facts.TimeColumn,
                Flags = RowFlags.Of(facts, timed: facts.TimeMs is not null),
                CapturedAt = DateTimeOffset.FromUnixTimeMilliseconds(timeMs),
            },
            output
        );

    private long? CommenceMs(Cells cells) =>
        _commence.Read(cells["commence_time_utc"], utcWithoutZone: true) ?? _commence.Read(cells["start_time"], utcWithoutZone: false);

    private DateOnly? GameDate(Cells cells)
    {
        if (CommenceMs(cells) is { } commenceMs)
        {
            return _commence.EasternDate(commenceMs);
        }

        return EasternTime.TryParseDate(cells["event_date"] ?? cells["file_date"], out var date) ? date
            : Snapshot(cells).UnixMs is { } at ? EasternTime.DateOf(at)
            : null;
    }

    // Rows of one game in one snapshot stand together and say the same.
    private void NoteCommence(Cells cells, long commenceMs, long snapshotMs)
    {
        var noted = (Home: cells["home_team"] ?? cells["team"], Away: cells["away_team"] ?? cells["opponent"], commenceMs, snapshotMs);
        if (noted != _noted)
        {
            _noted = noted;
            tips.AddCommence(noted.Home, commenceMs, snapshotMs);
            tips.AddCommence(noted.Away, commenceMs, snapshotMs);
        }
    }

    // The narrowest statement of time first: the bookmaker's change, the snapshot, then a bare date, which means 00:00 US Eastern.
    private (long? UnixMs, string? Column) Snapshot(Cells cells)
    {
        if (_snapshot.Read(cells["last_update_utc"], utcWithoutZone: true) is { } updated)
        {
            return (updated, "last_update_utc");
        }

        if (_snapshot.Read(cells["snapshot_utc"], utcWithoutZone: true) is { } snapshot)
        {
            return (snapshot, "snapshot_utc");
        }

        if (_snapshot.Read(cells["scraped_at"], utcWithoutZone: true) is { } scraped)
        {
            return (scraped, "scraped_at");
        }

        if (_snapshot.Read(cells["snapshot_local"], utcWithoutZone: false) is { } local)
        {
            return (local, "snapshot_local");
        }

        if (_midnight.ReadDate(cells["file_date"]) is { } fileDate)
        {
            return (fileDate, "file_date");
        }

        return _midnight.ReadDate(cells["event_date"]) is { } eventDate ? (eventDate, "event_date") : (null, null);
    }

    // A layout without event ids names the player's own team first, so the two are put in order: one game, one key.
    private string TeamsKey(Cells cells)
    {
        var one = cells["home_team"] ?? cells["team"] ?? "";
        var other = cells["away_team"] ?? cells["opponent"] ?? "";
        var (first, second) = string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);
        return FormattableString.Invariant($"{GameDate(cells):yyyy-MM-dd}|{first}|{second}");
    }
}
