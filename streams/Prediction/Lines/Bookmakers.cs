using System.Text;

namespace NbaPipeline.Prediction.Lines;

/// <summary>Bookmaker keys and the order in which their lines are preferred.</summary>
public static class Bookmakers
{
    public const string DraftKings = "draftkings";
    public const string FanDuel = "fanduel";
    public const string BetMgm = "betmgm";
    public const string PointsBet = "pointsbetus";
    public const string Caesars = "williamhill_us";
    public const string PrizePicks = "prizepicks";
    public const string Underdog = "underdog";

    /// <summary>Name of the line that most other bookmakers agree on.</summary>
    public const string Consensus = "consensus";

    /// <summary>Preferred bookmakers, best first; the consensus of the others follows.</summary>
    public static IReadOnlyList<string> Preferred { get; } = [DraftKings, FanDuel, BetMgm, PointsBet, Caesars];

    /// <summary>Operators of fantasy contests, best first; asked only when no bookmaker has a line.</summary>
    public static IReadOnlyList<string> FantasyOperators { get; } = [PrizePicks, Underdog];

    /// <summary>The key of a bookmaker given by key or title: lower case, and one key for each spelling of the preferred ones.</summary>
    public static string Key(string keyOrTitle)
    {
        var letters = new StringBuilder(keyOrTitle.Length);
        foreach (var c in keyOrTitle)
        {
            if (char.IsAsciiLetterOrDigit(c))
                letters.Append(char.ToLowerInvariant(c));
        }
        return letters.ToString() switch
        {
            "pointsbet" or "pointsbetus" => PointsBet,
            "caesars" or "williamhill" or "williamhillus" => Caesars,
            "underdogfantasy" or "underdog" => Underdog,
            _ => keyOrTitle.Trim().ToLowerInvariant(),
        };
    }
}
