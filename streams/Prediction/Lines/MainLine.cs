namespace NbaPipeline.Prediction.Lines;

/// <summary>Finds the main line among a bookmaker's alternatives: the one with over and under nearest to even.</summary>
public static class MainLine
{
    /// <summary>
    /// The line with the smallest |p_over / (p_over + p_under) - 0.5| of the implied probabilities; lines without both prices come last, ties take the
    /// lower line. The comparison is exact: mirrored prices such as -120/+100 and +100/-120 are a tie, which floating point would break by one bit.
    /// </summary>
    /// <exception cref="ArgumentException">There is no quote.</exception>
    public static LineQuote Of(IReadOnlyList<LineQuote> quotes)
    {
        if (quotes.Count == 0)
            throw new ArgumentException("a main line needs at least one quote", nameof(quotes));
        var best = quotes[0];
        for (var i = 1; i < quotes.Count; i++)
        {
            if (Compare(quotes[i], best) < 0)
                best = quotes[i];
        }
        return best;
    }

    /// <summary>Implied probability of an American price: 100/(a+100) for a plus price, |a|/(|a|+100) for a minus price.</summary>
    public static double ImpliedProbability(int americanPrice)
    {
        var (numerator, denominator) = Implied(americanPrice);
        return (double)numerator / denominator;
    }

    private static int Compare(LineQuote one, LineQuote other)
    {
        if (one.IsTwoSided != other.IsTwoSided)
            return one.IsTwoSided ? -1 : 1;
        var byDistance = one.IsTwoSided ? CompareDistance(one, other) : 0;
        return byDistance != 0 ? byDistance : one.Line.CompareTo(other.Line);
    }

    private static int CompareDistance(LineQuote one, LineQuote other)
    {
        var (n1, d1) = DistanceFromEven(one);
        var (n2, d2) = DistanceFromEven(other);
        return ((Int128)n1 * d2).CompareTo((Int128)n2 * d1);
    }

    // |o/(o+u) - 1/2| = |o - u| / 2(o + u), with o and u over a common denominator; the factor 2 changes no order.
    private static (long Numerator, long Denominator) DistanceFromEven(LineQuote quote)
    {
        var (overNumerator, overDenominator) = Implied(quote.OverPrice!.Value);
        var (underNumerator, underDenominator) = Implied(quote.UnderPrice!.Value);
        var over = overNumerator * underDenominator;
        var under = underNumerator * overDenominator;
        return (Math.Abs(over - under), over + under);
    }

    private static (long Numerator, long Denominator) Implied(int price) => price > 0 ? (100, price + 100L) : (-(long)price, 100L - price);
}
