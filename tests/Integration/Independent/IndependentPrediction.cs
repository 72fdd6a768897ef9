namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>A prediction of the moving average, and what became of it.</summary>
/// <param name="GameId">Canonical game id.</param>
/// <param name="Player">Player key.</param>
/// <param name="Predicted">Points, one decimal.</param>
/// <param name="Confidence">20 to 80.</param>
/// <param name="Recommendation">OVER, UNDER or PASS.</param>
/// <param name="Line">The chosen line.</param>
/// <param name="Sportsbook">Whose line it is.</param>
/// <param name="Actual">Points scored; <c>null</c> without a box score row.</param>
/// <param name="HasBox">The game has a box score.</param>
internal sealed record IndependentPrediction(
    string GameId,
    string Player,
    decimal Predicted,
    int Confidence,
    string Recommendation,
    decimal Line,
    string Sportsbook,
    int? Actual,
    bool HasBox
)
{
    public string Outcome =>
        !HasBox ? "blocked_no_boxscore"
        : Actual is not { } points ? "voided"
        : Recommendation == "PASS" ? "pass"
        : points == Line ? "push"
        : points > Line == (Recommendation == "OVER") ? "graded_hit"
        : "graded_miss";
}
