namespace NbaPipeline.Prediction;

/// <summary>Values of a recommendation.</summary>
public static class Recommendations
{
    public const string Over = "OVER";
    public const string Under = "UNDER";
    public const string Pass = "PASS";
    public const string NoLine = "NO_LINE";
}
