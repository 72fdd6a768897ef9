using NbaPipeline.Contracts.Grades;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Contracts.State;
using NbaPipeline.Prediction.Grading;

namespace NbaPipeline.Topologies.Grades;

/// <summary>Makes grade records; pure.</summary>
public static class GradeRecords
{
    /// <summary>The grade of one prediction.</summary>
    /// <param name="prediction">The stored prediction.</param>
    /// <param name="actual">What the box score says.</param>
    /// <param name="row">The player's row, null without one.</param>
    /// <param name="gradedAt">Event time of the fact that decides.</param>
    public static PredictionAccuracy Of(PointsPrediction prediction, Actual actual, PlayerActual? row, DateTimeOffset gradedAt)
    {
        var grade = Grader.Grade(
            new Forecast(prediction.PredictedPoints, prediction.CurrentPointsLine, prediction.Recommendation, prediction.LineSource),
            actual
        );
        var issues = Issues(prediction, grade, row);
        return new PredictionAccuracy
        {
            PredictionId = prediction.PredictionId,
            GameId = prediction.GameId,
            Season = prediction.Season,
            SeasonYear = prediction.SeasonYear,
            GameDate = prediction.GameDate,
            PlayerLookup = prediction.PlayerLookup,
            SystemId = prediction.SystemId,
            TeamAbbr = row?.TeamAbbr ?? prediction.TeamAbbr,
            OpponentTeamAbbr = row?.OpponentTeamAbbr ?? prediction.OpponentTeamAbbr,
            PredictedPoints = prediction.PredictedPoints,
            ConfidenceScore = prediction.ConfidenceScore,
            ConfidenceDecile = Grader.ConfidenceDecile(prediction.ConfidenceScore),
            Recommendation = prediction.Recommendation,
            LineValue = prediction.CurrentPointsLine,
            HasPropLine = prediction.HasPropLine,
            LineSource = prediction.LineSource,
            LineSourceApi = prediction.LineSourceApi,
            Sportsbook = prediction.Sportsbook,
            IsActionable = prediction.IsActionable,
            FilterReason = prediction.FilterReason,
            ModelVersion = prediction.ModelVersion,
            FeatureVersion = prediction.FeatureVersion,
            Outcome = grade.Outcome,
            ActualPoints = row?.Points,
            MinutesPlayed = row?.Minutes,
            AbsoluteError = grade.AbsoluteError,
            SignedError = grade.SignedError,
            PredictionCorrect = grade.Correct,
            ActualVsLine = grade.ActualVsLine,
            PredictedMargin = grade.PredictedMargin,
            ActualMargin = grade.ActualMargin,
            Within3Points = grade.Within3,
            Within5Points = grade.Within5,
            IsVoided = grade.IsVoided,
            VoidReason = grade.IsVoided ? "dnp_unknown" : null,
            PreGameInjuryFlag = false,
            InjuryConfirmedPostgame = false,
            PlayerDnp = grade.IsVoided,
            DataQualityTier = row?.DataQualityTier,
            HasIssues = issues.Count > 0,
            Issues = issues,
            GradingVersion = Grader.Version,
            IsBackfill = prediction.IsBackfill,
            GradedAt = gradedAt,
        };
    }

    /// <summary>What the accuracy sums need of a grade.</summary>
    public static GradedPrediction Figures(PredictionAccuracy grade) =>
        new(grade.Outcome, grade.PredictedPoints, grade.LineValue, grade.ActualPoints);

    private static List<string> Issues(PointsPrediction prediction, Grade grade, PlayerActual? row)
    {
        var issues = new List<string>();
        if (!grade.IsVoided && row?.Points is null)
            issues.Add("missing_actual_points");
        if (grade.IsVoided)
            issues.Add("player_dnp");
        if (row is { DataQualityTier: "bronze" or "poor" or "unusable" })
            issues.Add($"quality_tier_{row.DataQualityTier}");
        if (prediction.CurrentPointsLine is null)
            issues.Add("missing_betting_line");
        if (row is not null && row.TeamAbbr != prediction.TeamAbbr)
            issues.Add("team_changed");
        return issues;
    }
}
