using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Grades;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;
using NbaPipeline.Prediction.Grading;
using NbaPipeline.Topologies.Predictions;

namespace NbaPipeline.Topologies.Grades;

/// <summary>
/// Reads predictions and player summaries as one stream in event-time order. All summaries of a game carry the same time, so its box score is complete when
/// event time moves past it: only then can an absent player be told from a missing row.
/// </summary>
internal sealed class PredictionAccuracyProcessor(PredictionAccuracyStores stores) : Processor<string, object, string, PredictionAccuracy>
{
    /// <summary>After this long without a box score a game's predictions are graded as blocked.</summary>
    internal const long BlockedAfterMs = 24 * 60 * 60 * 1000;

    private IProcessorContext<string, PredictionAccuracy> _context = null!;
    private IKeyValueStore<string, PointsPrediction> _predictions = null!;
    private IKeyValueStore<string, TextList> _gamePredictions = null!;
    private IKeyValueStore<string, PlayerActual> _actuals = null!;
    private IKeyValueStore<string, long> _boxscores = null!;
    private ITimerStore<string> _timers = null!;

    public override void Init(IProcessorContext<string, PredictionAccuracy> context)
    {
        _context = context;
        _predictions = context.GetStateStore<IKeyValueStore<string, PointsPrediction>>(stores.Predictions);
        _gamePredictions = context.GetStateStore<IKeyValueStore<string, TextList>>(stores.GamePredictions);
        _actuals = context.GetStateStore<IKeyValueStore<string, PlayerActual>>(stores.Actuals);
        _boxscores = context.GetStateStore<IKeyValueStore<string, long>>(stores.Boxscores);
        _timers = context.GetStateStore<ITimerStore<string>>(stores.Timers);
        _timers.OnDue = GradeGame;
    }

    public override void Process(in Record<string, object> record)
    {
        switch (record.Value)
        {
            case PointsPrediction prediction:
                Add(prediction, record.TimestampMs);
                break;
            case PlayerGameSummary summary:
                Add(summary, record.TimestampMs);
                break;
            default:
                throw new InvalidOperationException($"the grades stage has no use for {record.Value.GetType()}");
        }
    }

    private void Add(PointsPrediction prediction, long timeMs)
    {
        // Only what was decided before tip-off is graded in this series; a superseded version is not graded at all.
        if (!prediction.IsActive || prediction.IsBackfill || prediction.CreatedAt >= prediction.TipOff)
            return;
        var key = PointsPredictions.Key(prediction);
        _predictions.Put(key, prediction);
        _gamePredictions.AddText(prediction.GameId, key);
        _timers.Set(prediction.GameId, _boxscores.TryGet(prediction.GameId, out _) ? timeMs : timeMs + BlockedAfterMs);
    }

    private void Add(PlayerGameSummary summary, long timeMs)
    {
        _boxscores.TryAdd(summary.GameId, timeMs);
        _actuals.Put(
            ActualKey(summary.GameId, summary.PlayerLookup),
            new PlayerActual
            {
                Points = summary.Points,
                Minutes = summary.MinutesPlayed,
                TeamAbbr = summary.TeamAbbr,
                OpponentTeamAbbr = summary.OpponentTeamAbbr,
                DataQualityTier = summary.DataQualityTier,
            }
        );
        _timers.Set(summary.GameId, timeMs);
    }

    private void GradeGame(string gameId, long timeMs)
    {
        var hasBoxscore = _boxscores.TryGet(gameId, out _);
        foreach (var key in _gamePredictions.Texts(gameId).Order(StringComparer.Ordinal))
        {
            var prediction = _predictions.Get(key)!;
            var row = _actuals.Get(ActualKey(gameId, prediction.PlayerLookup));
            var actual = new Actual(hasBoxscore, row is not null, row?.Points);
            _context.Forward(
                new Record<string, PredictionAccuracy>(key, GradeRecords.Of(prediction, actual, row, EventTime.Instant(timeMs)), timeMs)
            );
        }
    }

    private static string ActualKey(string gameId, string lookup) => $"{gameId}|{lookup}";
}
