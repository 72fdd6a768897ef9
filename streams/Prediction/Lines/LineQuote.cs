namespace NbaPipeline.Prediction.Lines;

/// <summary>One line of a bookmaker with its American prices; a side that is not offered is null.</summary>
public sealed record LineQuote(decimal Line, int? OverPrice, int? UnderPrice)
{
    /// <summary>True when over and under are both priced.</summary>
    public bool IsTwoSided => OverPrice is not null && UnderPrice is not null;
}
