using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;
using NbaPipeline.Prediction.Lines;
using NbaPipeline.Prediction.Matching;
using NbaPipeline.Prediction.MovingAverage;
using NbaPipeline.Topologies.Features;

namespace NbaPipeline.Topologies.Predictions;

internal sealed partial class PointsPredictionProcessor
{
    private const string NoLine = "no_line_before_tip_off";
    private const string NoFeatures = "no_features";

    private void Decide(Schedule game, IReadOnlyList<QuotedPlayer> names, long timeMs)
    {
        var bothTeams = _roster.Of(game.Season, game.GameDate, game.AwayTeamAbbr, game.HomeTeamAbbr);
        var matches = names.Select(n => (Name: n, Match: Match(n.PlayerName, game, bothTeams))).ToList();
        var skipped = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (
            var player in matches
                .Where(m => m.Match.Player is not null)
                .GroupBy(m => m.Match.Player!.Lookup, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
        )
            skipped[player.Key] = Predict(game, player.Key, player.Select(m => m.Name), timeMs);
        foreach (var (name, match) in matches)
        {
            var skip = match.Player is null ? null : skipped[match.Player.Lookup];
            Forward(LineMatches.Of(game, name.PlayerName, name.EventId, match, skip, EventTime.Instant(timeMs)), timeMs);
        }
        foreach (var player in bothTeams)
            _caches.Delete(PlayerDailyCacheProcessor.Key(player.Lookup, game.GameDate));
    }

    // Null when predicted, else why not.
    private string? Predict(Schedule game, string lookup, IEnumerable<QuotedPlayer> names, long timeMs)
    {
        var line = LineSelection.Choose(names.SelectMany(n => QuotedNames.SnapshotsBefore(n, game.TipOff)));
        if (line is null)
            return NoLine;
        var cache = _caches.Get(PlayerDailyCacheProcessor.Key(lookup, game.GameDate));
        if (cache is null || cache.GamesPlayedSeason < MovingAverageSystem.MinimumAppearances)
            return NoFeatures;
        if (PointsPredictions.Of(game, cache, line, EventTime.Instant(timeMs)) is not { } prediction)
            return NoFeatures;
        _context.Forward(new Record<string, object>(PointsPredictions.Key(prediction), prediction, timeMs));
        return null;
    }

    private void DeclareUnknown(string pairing, IReadOnlyList<QuotedPlayer> names, long timeMs)
    {
        foreach (var name in names)
            Forward(LineMatches.WithoutGame(pairing, name.Season, name.PlayerName, name.EventId, EventTime.Instant(timeMs)), timeMs);
    }

    // A name first quoted after the decision gets no prediction, but it is counted with what it is.
    private void AddLate(string pairing, GameDecision decision, PointsLine line, long timeMs)
    {
        if (decision.Names.Contains(line.PlayerName))
            return;
        var at = EventTime.Instant(timeMs);
        _decisions.Put(pairing, decision with { Names = [.. decision.Names, line.PlayerName] });
        if (_games.Get(pairing) is not { } game)
        {
            Forward(LineMatches.WithoutGame(pairing, line.Season, line.PlayerName, line.EventId, at), timeMs);
            return;
        }
        var match = Match(line.PlayerName, game, _roster.Of(game.Season, game.GameDate, game.AwayTeamAbbr, game.HomeTeamAbbr));
        Forward(LineMatches.Of(game, line.PlayerName, line.EventId, match, match.Player is null ? null : NoLine, at), timeMs);
    }

    private NameMatch Match(string name, Schedule game, IReadOnlyList<RosterPlayer> bothTeams) =>
        NameMatcher.Match(name, bothTeams, lookup => _roster.Appeared(game.Season, lookup, game.GameDate));

    private void Forward(Contracts.Predictions.LineMatch match, long timeMs) =>
        _context.Forward(new Record<string, object>($"{match.GameId}|{match.PlayerName}", match, timeMs));
}
