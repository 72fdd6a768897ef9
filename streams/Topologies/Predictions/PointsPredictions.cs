using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Prediction;
using NbaPipeline.Prediction.Lines;
using NbaPipeline.Prediction.MovingAverage;
using NbaPipeline.Topologies.Features;

namespace NbaPipeline.Topologies.Predictions;

/// <summary>Makes prediction records; pure.</summary>
internal static class PointsPredictions
{
    /// <summary>The moving average for one player and line; null when no earlier game has points.</summary>
    public static PointsPrediction? Of(Schedule game, PlayerDailyCache cache, ChosenLine line, DateTimeOffset createdAt)
    {
        if (cache is not { PointsAvgLast5: { } last5, PointsAvgLast10: { } last10, PointsAvgSeason: { } season })
            return null;
        var output = MovingAverageSystem.Predict(
            new MovingAverageInput
            {
                PointsAvgLast5 = last5,
                PointsAvgLast10 = last10,
                PointsAvgSeason = season,
                PointsStdLast10 = cache.PointsStdLast10,
                GamesInLast7Days = cache.GamesInLast7Days,
                DaysSinceLastAppearance = cache.DaysSinceLastAppearance,
                IsHome = cache.IsHome,
                Line = line.Line,
            }
        );
        var isBet = output.Recommendation is Recommendations.Over or Recommendations.Under;
        var prediction = new PointsPrediction
        {
            PredictionId = "",
            GameId = game.GameId,
            Season = game.Season,
            SeasonYear = game.SeasonYear,
            GameDate = game.GameDate,
            PlayerLookup = cache.PlayerLookup,
            PlayerFullName = cache.PlayerFullName,
            TeamAbbr = cache.TeamAbbr,
            OpponentTeamAbbr = cache.OpponentTeamAbbr,
            IsHome = cache.IsHome,
            SystemId = MovingAverageSystem.SystemId,
            PredictionVersion = 1,
            PredictedPoints = output.PredictedPoints,
            ConfidenceScore = output.Confidence,
            Recommendation = output.Recommendation,
            HasPropLine = true,
            CurrentPointsLine = line.Line,
            LineMargin = output.Edge,
            LineSource = "ACTUAL_PROP",
            LineSourceApi = "ODDS_API",
            Sportsbook = line.Sportsbook,
            WasLineFallback = line.IsFallback,
            LineSnapshotAt = line.SnapshotAt,
            LineMinutesBeforeGame = (int)Math.Floor((game.TipOff - line.SnapshotAt).TotalMinutes),
            OverPriceAmerican = line.OverPrice,
            UnderPriceAmerican = line.UnderPrice,
            BasePoints = output.BasePoints,
            BackToBackAdjustment = output.BackToBackAdjustment,
            HomeAwayAdjustment = output.HomeAwayAdjustment,
            FatigueAdjustment = 0,
            ShotZoneAdjustment = 0,
            PaceAdjustment = 0,
            UsageSpikeAdjustment = 0,
            ModelVersion = MovingAverageSystem.ModelVersion,
            FeatureVersion = DailyCache.Version,
            IsActionable = isBet,
            FilterReason = isBet ? null : "pass",
            IsActive = true,
            IsBackfill = createdAt >= game.TipOff,
            TipOff = game.TipOff,
            CreatedAt = createdAt,
        };
        return prediction with { PredictionId = Id(prediction) };
    }

    /// <summary>The business key; the line stands in it exactly as quoted.</summary>
    public static string Key(PointsPrediction prediction) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{prediction.GameId}|{prediction.PlayerLookup}|{prediction.SystemId}|{(prediction.CurrentPointsLine is { } line ? line.ToString("0.0", CultureInfo.InvariantCulture) : "NULL")}"
        );

    // A name-based UUID (version 8: SHA-256) over key and version, so a replay gives the same id.
    private static string Id(PointsPrediction prediction)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Key(prediction)}|{prediction.PredictionVersion}")),
            digest
        );
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true).ToString();
    }
}
