using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Features;

/// <summary>
/// Keeps each player's and team's season and, shortly before a game, emits the rows of the players of its two teams. Reads games, player summaries and team
/// summaries as one stream in event-time order.
/// </summary>
internal sealed class PlayerDailyCacheProcessor(PlayerDailyCacheStores stores) : Processor<string, object, string, PlayerDailyCache>
{
    /// <summary>How long before tip-off the rows are made: late enough for every game of the day before, early enough for the decision at tip-off.</summary>
    internal const long LeadMs = 30 * 60 * 1000;

    private IProcessorContext<string, PlayerDailyCache> _context = null!;
    private IKeyValueStore<string, Schedule> _games = null!;
    private IKeyValueStore<string, PlayerHistory> _players = null!;
    private IKeyValueStore<string, TeamHistory> _teams = null!;
    private IKeyValueStore<string, TextList> _teamPlayers = null!;
    private ITimerStore<string> _timers = null!;

    public override void Init(IProcessorContext<string, PlayerDailyCache> context)
    {
        _context = context;
        _games = context.GetStateStore<IKeyValueStore<string, Schedule>>(stores.Games);
        _players = context.GetStateStore<IKeyValueStore<string, PlayerHistory>>(stores.Players);
        _teams = context.GetStateStore<IKeyValueStore<string, TeamHistory>>(stores.Teams);
        _teamPlayers = context.GetStateStore<IKeyValueStore<string, TextList>>(stores.TeamPlayers);
        _timers = context.GetStateStore<ITimerStore<string>>(stores.Timers);
        _timers.OnDue = EmitRows;
    }

    public override void Process(in Record<string, object> record)
    {
        switch (record.Value)
        {
            case Schedule game:
                Add(game);
                break;
            case PlayerGameSummary summary:
                var player = SeasonKey.Of(summary.Season, summary.PlayerLookup);
                _players.Put(player, _players.Get(player).With(summary));
                _teamPlayers.AddText(SeasonKey.Of(summary.Season, summary.TeamAbbr), summary.PlayerLookup);
                break;
            case TeamOffenseGameSummary summary:
                var team = SeasonKey.Of(summary.Season, summary.TeamAbbr);
                _teams.Put(team, _teams.Get(team).With(summary));
                break;
            default:
                throw new InvalidOperationException($"the features stage has no use for {record.Value.GetType()}");
        }
    }

    private void Add(Schedule game)
    {
        if (_games.TryGet(game.GameId, out var known))
            _timers.Cancel(game.GameId, DueAt(known));
        _games.Put(game.GameId, game);
        _timers.Set(game.GameId, DueAt(game));
    }

    private void EmitRows(string gameId, long timeMs)
    {
        var game = _games.Get(gameId)!;
        foreach (var team in new[] { game.AwayTeamAbbr, game.HomeTeamAbbr })
        {
            var teamSeason = _teams.Get(SeasonKey.Of(game.Season, team));
            foreach (var lookup in _teamPlayers.Texts(SeasonKey.Of(game.Season, team)).Order(StringComparer.Ordinal))
            {
                var history = _players.Get(SeasonKey.Of(game.Season, lookup))!;
                if (DailyCache.Row(lookup, team, game, history, teamSeason, EventTime.Instant(timeMs)) is { } row)
                    _context.Forward(new Record<string, PlayerDailyCache>(Key(lookup, game.GameDate), row, timeMs));
            }
        }
    }

    internal static string Key(string lookup, DateOnly date) => FormattableString.Invariant($"{lookup}|{date:yyyy-MM-dd}");

    private static long DueAt(Schedule game) => game.TipOff.Milliseconds() - LeadMs;
}
