using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Analytics;

/// <summary>
/// Collects the rows of a game. All rows of a box score carry the final buzzer, so the game is complete when event time moves past it; a corrected row with
/// a later time makes the game complete anew at that time.
/// </summary>
internal sealed class GameCollector(string rowsStore, string playersStore, string timersStore)
    : Processor<string, PlayerBoxscore, string, FinishedGame>
{
    private IProcessorContext<string, FinishedGame> _context = null!;
    private IKeyValueStore<string, PlayerBoxscore> _rows = null!;
    private IKeyValueStore<string, TextList> _players = null!;
    private ITimerStore<string> _timers = null!;

    public override void Init(IProcessorContext<string, FinishedGame> context)
    {
        _context = context;
        _rows = context.GetStateStore<IKeyValueStore<string, PlayerBoxscore>>(rowsStore);
        _players = context.GetStateStore<IKeyValueStore<string, TextList>>(playersStore);
        _timers = context.GetStateStore<ITimerStore<string>>(timersStore);
        _timers.OnDue = Complete;
    }

    public override void Process(in Record<string, PlayerBoxscore> record)
    {
        var row = record.Value;
        _rows.Put(Key(row.GameId, row.PlayerLookup), row);
        _players.AddText(row.GameId, row.PlayerLookup);
        _timers.Set(row.GameId, record.TimestampMs);
    }

    private void Complete(string gameId, long timeMs)
    {
        var rows = _players.Texts(gameId).Order(StringComparer.Ordinal).Select(p => _rows.Get(Key(gameId, p))!).ToList();
        _context.Forward(new Record<string, FinishedGame>(gameId, new FinishedGame(rows, EventTime.Instant(timeMs)), timeMs));
    }

    private static string Key(string gameId, string lookup) => $"{gameId}|{lookup}";
}
