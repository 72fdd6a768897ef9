namespace NbaPipeline.Topologies.Predictions;

/// <summary>Names of the stores of the predictions stage.</summary>
internal sealed record PointsPredictionStores
{
    /// <summary>Pairing of two teams on a date: the game of the schedule.</summary>
    public string Games { get; } = "predictions-games";

    /// <summary>Season and player: for whom he appeared.</summary>
    public string Rosters { get; } = "predictions-rosters";

    /// <summary>Season and team: who ever appeared for it.</summary>
    public string TeamPlayers { get; } = "predictions-team-players";

    /// <summary>Player and date: the daily cache row.</summary>
    public string Cache { get; } = "predictions-cache";

    /// <summary>Pairing and quoted name: the quotes.</summary>
    public string Quotes { get; } = "predictions-quotes";

    /// <summary>Pairing: names quoted before the decision.</summary>
    public string Names { get; } = "predictions-names";

    /// <summary>Pairing: the decision and the names it covers.</summary>
    public string Decisions { get; } = "predictions-decisions";

    /// <summary>Pairings that wait for their tip-off.</summary>
    public string Timers { get; } = "predictions-tip-offs";

    public string[] All => [Games, Rosters, TeamPlayers, Cache, Quotes, Names, Decisions, Timers];
}
