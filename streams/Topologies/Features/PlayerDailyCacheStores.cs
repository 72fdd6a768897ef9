namespace NbaPipeline.Topologies.Features;

/// <summary>Names of the stores of the features stage.</summary>
internal sealed record PlayerDailyCacheStores
{
    public string Games { get; } = "features-games";

    public string Players { get; } = "features-players";

    public string Teams { get; } = "features-teams";

    public string TeamPlayers { get; } = "features-team-players";

    public string Timers { get; } = "features-before-tip-off";

    public string[] All => [Games, Players, Teams, TeamPlayers, Timers];
}
