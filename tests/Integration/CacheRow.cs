namespace NbaPipeline.Integration.Tests;

/// <summary>The values of a daily cache row that both sides compute.</summary>
internal sealed record CacheRow(
    string GameId,
    string Player,
    string Team,
    int Games,
    int DaysSince,
    int GamesLast7,
    double Last5,
    double Last10,
    double Season,
    double StdLast10
)
{
    private const double Tolerance = 1e-9;

    public string Key => $"{GameId}|{Player}";

    public bool Agrees(CacheRow other) =>
        (Team, Games, DaysSince, GamesLast7) == (other.Team, other.Games, other.DaysSince, other.GamesLast7)
        && Math.Abs(Last5 - other.Last5) < Tolerance
        && Math.Abs(Last10 - other.Last10) < Tolerance
        && Math.Abs(Season - other.Season) < Tolerance
        && Math.Abs(StdLast10 - other.StdLast10) < Tolerance;
}
