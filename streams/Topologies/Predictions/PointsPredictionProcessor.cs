using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.Identity;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;
using NbaPipeline.Topologies.Features;

namespace NbaPipeline.Topologies.Predictions;

/// <summary>
/// Reads games, lines, player summaries and daily cache rows as one stream in event-time order, and decides each game once, at the last millisecond before
/// its tip-off. A game is found by its date and its two teams in any order: odds and schedule may differ about who is at home.
/// </summary>
internal sealed partial class PointsPredictionProcessor(PointsPredictionStores stores) : Processor<string, object, string, object>
{
    private IProcessorContext<string, object> _context = null!;
    private IKeyValueStore<string, Schedule> _games = null!;
    private IKeyValueStore<string, PlayerDailyCache> _caches = null!;
    private IKeyValueStore<string, GameDecision> _decisions = null!;
    private ITimerStore<string> _timers = null!;
    private Roster _roster = null!;
    private QuotedNames _quoted = null!;

    public override void Init(IProcessorContext<string, object> context)
    {
        _context = context;
        _games = context.GetStateStore<IKeyValueStore<string, Schedule>>(stores.Games);
        _caches = context.GetStateStore<IKeyValueStore<string, PlayerDailyCache>>(stores.Cache);
        _decisions = context.GetStateStore<IKeyValueStore<string, GameDecision>>(stores.Decisions);
        _timers = context.GetStateStore<ITimerStore<string>>(stores.Timers);
        _roster = new Roster(
            context.GetStateStore<IKeyValueStore<string, RosterHistory>>(stores.Rosters),
            context.GetStateStore<IKeyValueStore<string, TextList>>(stores.TeamPlayers)
        );
        _quoted = new QuotedNames(
            context.GetStateStore<IKeyValueStore<string, QuotedPlayer>>(stores.Quotes),
            context.GetStateStore<IKeyValueStore<string, TextList>>(stores.Names)
        );
        _timers.OnDue = OnDue;
    }

    public override void Process(in Record<string, object> record)
    {
        switch (record.Value)
        {
            case Schedule game:
                Add(game);
                break;
            case PointsLine line:
                Add(line, record.TimestampMs);
                break;
            case PlayerGameSummary summary:
                _roster.Add(summary);
                break;
            case PlayerDailyCache cache:
                _caches.Put(PlayerDailyCacheProcessor.Key(cache.PlayerLookup, cache.CacheDate), cache);
                break;
            default:
                throw new InvalidOperationException($"the predictions stage has no use for {record.Value.GetType()}");
        }
    }

    private void Add(Schedule game)
    {
        var pairing = GameId.Pairing(game.GameDate, game.AwayTeamAbbr, game.HomeTeamAbbr);
        if (_games.TryGet(pairing, out var known))
            _timers.Cancel(pairing, DecisionTime(known));
        _games.Put(pairing, game);
        if (!_decisions.TryGet(pairing, out _))
            _timers.Set(pairing, DecisionTime(game));
    }

    private void Add(PointsLine line, long timeMs)
    {
        var pairing = GameId.Pairing(line.GameDate, line.AwayTeamAbbr, line.HomeTeamAbbr);
        if (_decisions.TryGet(pairing, out var decision))
        {
            AddLate(pairing, decision, line, timeMs);
            return;
        }
        _quoted.Add(pairing, line);
        if (!_games.TryGet(pairing, out _))
            _timers.Set(pairing, (line.CommenceAt ?? EasternTime.At(line.GameDate, new TimeOnly(19, 0))).Milliseconds() - 1);
    }

    private void OnDue(string pairing, long timeMs)
    {
        if (_decisions.TryGet(pairing, out _))
            return;
        var game = _games.Get(pairing);
        // A timer that a line set before the game became known is not the game's own.
        if (game is not null && DecisionTime(game) != timeMs)
            return;
        var names = _quoted.Of(pairing);
        if (game is null)
            DeclareUnknown(pairing, names, timeMs);
        else
            Decide(game, names, timeMs);
        _decisions.Put(pairing, new GameDecision { DecidedAt = EventTime.Instant(timeMs), Names = [.. names.Select(n => n.PlayerName)] });
        _quoted.Remove(pairing);
    }

    // The last millisecond before tip-off: a snapshot of that instant still counts, one at tip-off does not.
    private static long DecisionTime(Schedule game) => game.TipOff.Milliseconds() - 1;
}
