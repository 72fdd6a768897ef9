using System.Diagnostics.CodeAnalysis;
using NbaPipeline.Avro;
using NbaPipeline.Contracts.Raw;

namespace NbaPipeline.Contracts;

/// <summary>The catalogue: every topic of the pipeline, declared once.</summary>
public static class Topics
{
    /// <summary>Largest record of a raw topic, bytes: a whole season's schedule in one capture is larger than Kafka's default.</summary>
    public const int RawMaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>Largest record of a raw topic's dead-letter topic: the largest raw record with its headers.</summary>
    public const int RawDeadLetterMaxMessageBytes = 17 * 1024 * 1024;

    private const string Buzzer = "final buzzer";

    /// <summary>Rows of schedule files.</summary>
    public static Topic RawSchedule { get; } = Raw<ScheduleRow>("schedule", "NBA game id", "first instant of the season");

    /// <summary>Rows of player box score files.</summary>
    public static Topic RawPlayerBoxscore { get; } = Raw<PlayerBoxscoreRow>("player_boxscore", "NBA game id", Buzzer);

    /// <summary>Rows of player props files, every market.</summary>
    public static Topic RawPlayerProps { get; } =
        Raw<PlayerPropsRow>("player_props", "event id, else date and the two teams as quoted", "snapshot");

    /// <summary>Games as known before the season.</summary>
    public static Topic CleanSchedule { get; } =
        Derived<Clean.Schedule>("clean", "schedule", "game_id", "first instant of the season", "game_id");

    /// <summary>Checked player box scores.</summary>
    public static Topic CleanPlayerBoxscore { get; } =
        Derived<Clean.PlayerBoxscore>("clean", "player_boxscore", "game_id", Buzzer, "game_id", "player_lookup");

    /// <summary>Player points lines, over and under paired.</summary>
    public static Topic CleanPointsLine { get; } =
        Derived<Clean.PointsLine>(
            "clean",
            "points_line",
            "game_id",
            "snapshot",
            "game_id",
            "bookmaker",
            "player_name",
            "snapshot_at",
            "points_line"
        );

    /// <summary>What each player did in each game.</summary>
    public static Topic PlayerGameSummary { get; } =
        Derived<Analytics.PlayerGameSummary>(
            "analytics",
            "player_game_summary",
            "game_id|player_lookup",
            Buzzer,
            "game_id",
            "player_lookup"
        );

    /// <summary>What each team did in each game.</summary>
    public static Topic TeamOffenseGameSummary { get; } =
        Derived<Analytics.TeamOffenseGameSummary>(
            "analytics",
            "team_offense_game_summary",
            "game_id|team_abbr",
            Buzzer,
            "game_id",
            "team_abbr"
        );

    /// <summary>What each team allowed in each game.</summary>
    public static Topic TeamDefenseGameSummary { get; } =
        Derived<Analytics.TeamDefenseGameSummary>(
            "analytics",
            "team_defense_game_summary",
            "game_id|team_abbr",
            Buzzer,
            "game_id",
            "team_abbr"
        );

    /// <summary>What was known of a player before his game of a date.</summary>
    public static Topic PlayerDailyCache { get; } =
        Derived<Features.PlayerDailyCache>(
            "features",
            "player_daily_cache",
            "player_lookup|cache_date",
            "shortly before tip-off",
            "player_lookup",
            "cache_date"
        );

    /// <summary>Expected points, decided just before tip-off.</summary>
    public static Topic PointsPrediction { get; } =
        Derived<Predictions.PointsPrediction>(
            "predictions",
            "points",
            "game_id|player_lookup|system_id|line",
            "just before tip-off",
            "game_id",
            "player_lookup",
            "system_id",
            "current_points_line"
        );

    /// <summary>What became of each quoted name.</summary>
    public static Topic LineMatch { get; } =
        Derived<Predictions.LineMatch>("predictions", "line_match", "game_id|player_name", "just before tip-off", "game_id", "player_name");

    /// <summary>Predictions compared with what happened.</summary>
    public static Topic PredictionAccuracy { get; } =
        Derived<Grades.PredictionAccuracy>(
            "grades",
            "prediction_accuracy",
            "game_id|player_lookup|system_id|line",
            Buzzer,
            "game_id",
            "player_lookup",
            "system_id",
            "line_value"
        );

    /// <summary>How far each source has come; written with the records it stands for.</summary>
    public static Topic SourceCursors { get; } =
        new()
        {
            Name = $"{Topic.Prefix}ops.source_cursors",
            KeyMeaning = "source id",
            ValueRecord = "NbaPipeline.Contracts.Ops.SourceCursor",
            RowIdentity = ["source_id"],
            EventTime = "event time up to which the source is complete",
            Cleanup = CleanupPolicy.Compact,
        };

    /// <summary>Every topic that carries records of the domain, in the order the data flows.</summary>
    public static IReadOnlyList<Topic> Flow { get; } =
    [
        RawSchedule,
        RawPlayerBoxscore,
        RawPlayerProps,
        CleanSchedule,
        CleanPlayerBoxscore,
        CleanPointsLine,
        PlayerGameSummary,
        TeamOffenseGameSummary,
        TeamDefenseGameSummary,
        PlayerDailyCache,
        PointsPrediction,
        LineMatch,
        PredictionAccuracy,
    ];

    /// <summary>The dead-letter topic of every topic of <see cref="Flow"/>, in the same order.</summary>
    public static IReadOnlyList<Topic> DeadLetters { get; } = [.. Flow.Select(DeadLetter)];

    /// <summary>Topics about the pipeline itself.</summary>
    public static IReadOnlyList<Topic> Operations { get; } = [SourceCursors];

    /// <summary><see cref="Flow"/>, then <see cref="DeadLetters"/>, then <see cref="Operations"/>.</summary>
    public static IReadOnlyList<Topic> All { get; } = [.. Flow, .. DeadLetters, .. Operations];

    /// <summary>Finds a topic by its full name.</summary>
    public static bool TryGet(string name, [NotNullWhen(true)] out Topic? topic) => ByName.Value.TryGetValue(name, out topic);

    /// <summary>The topic of that full name.</summary>
    /// <exception cref="KeyNotFoundException">No topic has this name.</exception>
    public static Topic Get(string name) =>
        TryGet(name, out var topic)
            ? topic
            : throw new KeyNotFoundException(
                $"no topic is named '{name}'; the catalogue has {string.Join(", ", Flow.Select(t => t.Name))} and a dead-letter topic for each"
            );

    // Lazy: static properties above are initialised in textual order, the index must see all of them.
    private static readonly Lazy<Dictionary<string, Topic>> ByName = new(() => All.ToDictionary(t => t.Name, StringComparer.Ordinal));

    private static Topic Raw<T>(string entity, string key, string eventTime)
        where T : IAvroRecord<T> =>
        new()
        {
            Name = $"{Topic.Prefix}raw.{entity}",
            KeyMeaning = key,
            ValueRecord = typeof(T).FullName,
            ValueSchema = T.Schema,
            RowIdentity = ["source_file", "row_number"],
            EventTime = eventTime,
            MaxMessageBytes = RawMaxMessageBytes,
            Compression = "zstd",
        };

    private static Topic Derived<T>(string stage, string entity, string key, string eventTime, params string[] rowIdentity)
        where T : IAvroRecord<T> =>
        new()
        {
            Name = $"{Topic.Prefix}{stage}.{entity}",
            KeyMeaning = key,
            ValueRecord = typeof(T).FullName,
            ValueSchema = T.Schema,
            RowIdentity = rowIdentity,
            EventTime = eventTime,
        };

    private static Topic DeadLetter(Topic source) =>
        new()
        {
            Name = source.DeadLetterName,
            KeyMeaning = "key of the record that failed",
            ValueRecord = null,
            RowIdentity = [],
            EventTime = "that of the record that failed",
            MaxMessageBytes = source.MaxMessageBytes == RawMaxMessageBytes ? RawDeadLetterMaxMessageBytes : source.MaxMessageBytes,
            Compression = source.Compression,
        };
}
