namespace NbaPipeline.Prediction.Grading;

/// <summary>What the box score says about the predicted player.</summary>
/// <param name="HasBoxscore">False while the game has no box score at all.</param>
/// <param name="HasRow">True when the player has a row in it: an appearance, also with 0 minutes.</param>
/// <param name="Points">Points of the row, null when the source lacks them.</param>
public readonly record struct Actual(bool HasBoxscore, bool HasRow, int? Points)
{
    /// <summary>The game has no box score.</summary>
    public static Actual NoBoxscore => new(false, false, null);

    /// <summary>The game has one, the player is not in it.</summary>
    public static Actual DidNotPlay => new(true, false, null);

    /// <summary>The player appeared.</summary>
    public static Actual Played(int? points) => new(true, true, points);
}
