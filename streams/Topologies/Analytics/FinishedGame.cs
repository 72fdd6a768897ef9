using NbaPipeline.Contracts.Clean;

namespace NbaPipeline.Topologies.Analytics;

/// <summary>A game whose box score is complete up to an instant.</summary>
/// <param name="Rows">All appearances, by player key.</param>
/// <param name="AsOf">Event time up to which the rows are in: the final buzzer, or that of a correction.</param>
internal sealed record FinishedGame(IReadOnlyList<PlayerBoxscore> Rows, DateTimeOffset AsOf);
