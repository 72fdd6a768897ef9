using System.Data.Common;
using System.Globalization;

namespace NbaPipeline.Cli.Run;

/// <summary>Scores the predictions from the published snapshot (first-vertical.md, 'Grades and sums').</summary>
internal static class ScoreQuery
{
    internal const string Sql = """
        with g as (
          select *, coalesce(outcome not in ('voided', 'blocked_no_boxscore'), false) as is_graded
          from grades.prediction_accuracy)
        select
          (select count(*) from predictions.points) as made,
          count(*) filter (is_graded) as graded,
          avg(absolute_error::double) filter (is_graded and line_value is not null) as mae,
          avg(abs(line_value::double - actual_points)) filter (is_graded and line_value is not null) as line_mae,
          avg(signed_error::double) filter (is_graded and line_value is not null) as bias,
          count(*) filter (outcome = 'graded_hit') / nullif(count(*) filter (outcome in ('graded_hit', 'graded_miss')), 0)::double as hit_rate,
          count(*) filter (outcome = 'push') as pushes,
          count(*) filter (is_voided) as voids
        from g
        """;

    public static PredictionScore Read(DbConnection database)
    {
        using var command = database.CreateCommand();
        command.CommandText = Sql;
        using var reader = command.ExecuteReader();
        reader.Read();
        return new PredictionScore
        {
            Made = Count(reader, 0),
            Graded = Count(reader, 1),
            Mae = Mean(reader, 2),
            LineMae = Mean(reader, 3),
            Bias = Mean(reader, 4),
            HitRate = Mean(reader, 5),
            Pushes = Count(reader, 6),
            Voids = Count(reader, 7),
        };
    }

    private static long Count(DbDataReader reader, int i) => Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture);

    private static double? Mean(DbDataReader reader, int i) =>
        reader.IsDBNull(i) ? null : Convert.ToDouble(reader.GetValue(i), CultureInfo.InvariantCulture);
}
