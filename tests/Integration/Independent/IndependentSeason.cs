namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>
/// What the first path must compute, worked out a second time: from the files, in SQL, without a line of the pipeline's code. Tests
/// compare the pipeline's tables with it value by value.
/// </summary>
internal sealed record IndependentSeason
{
    /// <summary>Counts by name: rows.&lt;layout&gt;, games.&lt;layout&gt;, players.player_box.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>One per player of the two teams of each game, with 5 appearances or more.</summary>
    public required IReadOnlyList<IndependentCacheRow> Cache { get; init; }

    /// <summary>One per distinct (game, quoted name).</summary>
    public required IReadOnlyList<IndependentMatch> Matches { get; init; }

    /// <summary>One per player-game with a line before tip-off.</summary>
    public required IReadOnlyList<IndependentLine> Lines { get; init; }

    /// <summary>One per player-game with a line and a cache row.</summary>
    public required IReadOnlyList<IndependentPrediction> Predictions { get; init; }

    public required IndependentGrades Grades { get; init; }

    /// <summary>Reads the files of a data directory and computes everything of the seasons; all seasons when none is named.</summary>
    public static IndependentSeason Compute(string dataDirectory, params string[] seasons)
    {
        using var database = new IndependentDatabase();
        IndependentFiles.Load(database, dataDirectory, seasons);
        foreach (
            var step in (string[])
                [
                    IndependentSql.Games,
                    IndependentSql.Appearances,
                    IndependentSql.Lines,
                    IndependentSql.Matches,
                    IndependentSql.Chosen,
                    IndependentSql.Cache,
                ]
        )
        {
            database.Execute(step);
        }

        var predictions = IndependentScoring.Predict(database);
        return new IndependentSeason
        {
            Counts = database.Rows("FROM counts", r => (r.GetString(0), r.GetInt64(1))).ToDictionary(c => c.Item1, c => c.Item2),
            Cache = IndependentCacheRow.Read(database),
            Matches = IndependentMatch.Read(database),
            Lines = IndependentLine.Read(database),
            Predictions = predictions,
            Grades = IndependentGrades.Of(predictions),
        };
    }
}
