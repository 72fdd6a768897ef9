using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NbaPipeline.Contracts.Identity;

/// <summary>The thirty teams and every spelling of them that sources use.</summary>
public static class Teams
{
    /// <summary>All teams by canonical code, alphabetically.</summary>
    public static IReadOnlyList<Team> All { get; } =
    [
        new("ATL", 1610612737, "Atlanta", "Hawks"),
        new("BKN", 1610612751, "Brooklyn", "Nets"),
        new("BOS", 1610612738, "Boston", "Celtics"),
        new("CHA", 1610612766, "Charlotte", "Hornets"),
        new("CHI", 1610612741, "Chicago", "Bulls"),
        new("CLE", 1610612739, "Cleveland", "Cavaliers"),
        new("DAL", 1610612742, "Dallas", "Mavericks"),
        new("DEN", 1610612743, "Denver", "Nuggets"),
        new("DET", 1610612765, "Detroit", "Pistons"),
        new("GSW", 1610612744, "Golden State", "Warriors"),
        new("HOU", 1610612745, "Houston", "Rockets"),
        new("IND", 1610612754, "Indiana", "Pacers"),
        new("LAC", 1610612746, "Los Angeles", "Clippers"),
        new("LAL", 1610612747, "Los Angeles", "Lakers"),
        new("MEM", 1610612763, "Memphis", "Grizzlies"),
        new("MIA", 1610612748, "Miami", "Heat"),
        new("MIL", 1610612749, "Milwaukee", "Bucks"),
        new("MIN", 1610612750, "Minnesota", "Timberwolves"),
        new("NOP", 1610612740, "New Orleans", "Pelicans"),
        new("NYK", 1610612752, "New York", "Knicks"),
        new("OKC", 1610612760, "Oklahoma City", "Thunder"),
        new("ORL", 1610612753, "Orlando", "Magic"),
        new("PHI", 1610612755, "Philadelphia", "76ers"),
        new("PHX", 1610612756, "Phoenix", "Suns"),
        new("POR", 1610612757, "Portland", "Trail Blazers"),
        new("SAC", 1610612758, "Sacramento", "Kings"),
        new("SAS", 1610612759, "San Antonio", "Spurs"),
        new("TOR", 1610612761, "Toronto", "Raptors"),
        new("UTA", 1610612762, "Utah", "Jazz"),
        new("WAS", 1610612764, "Washington", "Wizards"),
    ];

    private static readonly FrozenDictionary<string, Team> ByCode = All.ToFrozenDictionary(t => t.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Team> BySpelling = Spellings()
        .ToFrozenDictionary(s => s.Text, s => s.Team, StringComparer.Ordinal);

    /// <summary>True when the text is exactly one of the thirty canonical codes.</summary>
    public static bool IsCode([NotNullWhen(true)] string? text) => text is not null && ByCode.ContainsKey(text);

    /// <summary>
    /// The team a text names: canonical code, a source's own code, full name, nickname, or city where one team plays.
    /// Case, blanks and punctuation do not count. An unknown text is never guessed.
    /// </summary>
    public static bool TryResolve(string? text, [NotNullWhen(true)] out Team? team)
    {
        team = null;
        return text is not null && BySpelling.TryGetValue(Fold(text), out team);
    }

    private static IEnumerable<(string Text, Team Team)> Spellings()
    {
        foreach (var team in All)
        {
            yield return (Fold(team.Code), team);
            yield return (Fold(team.FullName), team);
            yield return (Fold(team.Nickname), team);
            if (team.City != "Los Angeles")
                yield return (Fold(team.City), team);
        }
        (string Text, string Code)[] others =
        [
            ("BRK", "BKN"),
            ("NJN", "BKN"),
            ("CHO", "CHA"),
            ("CHH", "CHA"),
            ("GS", "GSW"),
            ("Golden St", "GSW"),
            ("NO", "NOP"),
            ("NOH", "NOP"),
            ("NY", "NYK"),
            ("PHO", "PHX"),
            ("SA", "SAS"),
            ("UTH", "UTA"),
            ("WSH", "WAS"),
            ("LA Clippers", "LAC"),
            ("LA Lakers", "LAL"),
            ("Sixers", "PHI"),
            ("Blazers", "POR"),
        ];
        foreach (var (text, code) in others)
            yield return (Fold(text), ByCode[code]);
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
                folded.Append(char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }
}
