namespace NbaPipeline.Topologies.Grades;

/// <summary>Names of the stores of the grades stage.</summary>
internal sealed record PredictionAccuracyStores
{
    /// <summary>Business key: the prediction.</summary>
    public string Predictions { get; } = "grades-predictions";

    /// <summary>Game: business keys of its predictions.</summary>
    public string GamePredictions { get; } = "grades-game-predictions";

    /// <summary>Game and player: what the box score says.</summary>
    public string Actuals { get; } = "grades-actuals";

    /// <summary>Game: event time at which its box score arrived.</summary>
    public string Boxscores { get; } = "grades-boxscores";

    /// <summary>Games to grade.</summary>
    public string Timers { get; } = "grades-due";

    public string[] All => [Predictions, GamePredictions, Actuals, Boxscores, Timers];
}
