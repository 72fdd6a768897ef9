namespace NbaPipeline.Prediction.Grading;

/// <summary>What a prediction ended as; every eligible one ends as exactly one of these, or is still pending.</summary>
public static class Outcomes
{
    public const string Hit = "graded_hit";
    public const string Miss = "graded_miss";
    public const string Push = "push";
    public const string Pass = "pass";
    public const string NoLine = "no_line";
    public const string Voided = "voided";
    public const string Blocked = "blocked_no_boxscore";
}
