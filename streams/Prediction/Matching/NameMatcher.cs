using NbaPipeline.Contracts.Identity;

namespace NbaPipeline.Prediction.Matching;

/// <summary>
/// Finds the player behind a quoted name among those of the two teams of a game. In order: an initial (<c>J. Isaac</c>) by first letter and
/// family name and by nothing else; the player key; the key without generational suffix; the alias list. A rule that fits two players decides nothing.
/// </summary>
public static class NameMatcher
{
    public const string ByInitials = "initials";
    public const string ByLookup = "player_lookup";
    public const string ByLookupWithoutSuffix = "without_suffix";
    public const string ByAlias = "alias";

    public const string GameNotFound = "game_not_found";
    public const string NotAppeared = "not_appeared_this_season";
    public const string OtherTeam = "other_team";
    public const string Ambiguous = "ambiguous";

    /// <summary>Matches one name.</summary>
    /// <param name="quoted">The name exactly as quoted.</param>
    /// <param name="bothTeams">Players whose last appearance of the season before the date was for one of the two teams.</param>
    /// <param name="appearedElsewhere">Whether a player key appeared this season before the date for any team; only asked to give the reason.</param>
    public static NameMatch Match(string quoted, IReadOnlyList<RosterPlayer> bothTeams, Func<string, bool> appearedElsewhere)
    {
        if (TryInitial(quoted, out var letter, out var family))
            return Decide(bothTeams.Where(p => IsInitialOf(p, letter, family)), ByInitials) ?? Unmatched(NotAppeared);

        var lookup = PlayerLookup.Of(quoted);
        var bare = PlayerLookup.WithoutSuffix(quoted);
        return Decide(bothTeams.Where(p => p.Lookup == lookup), ByLookup)
            ?? Decide(bothTeams.Where(p => PlayerLookup.WithoutSuffix(p.FullName) == bare), ByLookupWithoutSuffix)
            ?? (
                PlayerAliases.Other(bare) is { } other
                    ? Decide(bothTeams.Where(p => PlayerLookup.WithoutSuffix(p.FullName) == other), ByAlias)
                    : null
            )
            ?? Unmatched(appearedElsewhere(lookup) ? OtherTeam : NotAppeared);
    }

    private static NameMatch? Decide(IEnumerable<RosterPlayer> fitting, string method)
    {
        var players = fitting.Take(2).ToArray();
        return players.Length switch
        {
            0 => null,
            1 => new NameMatch(players[0], method, null),
            _ => Unmatched(Ambiguous),
        };
    }

    private static NameMatch Unmatched(string reason) => new(null, null, reason);

    private static bool IsInitialOf(RosterPlayer player, char letter, string family)
    {
        var words = PlayerName.Words(PlayerName.WithoutSuffix(player.FullName));
        if (words.Length < 2)
            return false;
        var first = PlayerLookup.Of(words[0]);
        return first.Length > 0 && first[0] == letter && PlayerLookup.Of(string.Join(' ', words[1..])) == family;
    }

    // `J. Isaac` and `J Isaac`; not `P.J. Washington`, whose first word has two letters.
    private static bool TryInitial(string quoted, out char letter, out string family)
    {
        letter = default;
        family = "";
        var words = PlayerName.Words(PlayerName.WithoutSuffix(quoted));
        if (words.Length < 2 || words[0].Trim('.').Length != 1)
            return false;
        var first = PlayerLookup.Of(words[0]);
        if (first.Length != 1)
            return false;
        letter = first[0];
        family = PlayerLookup.Of(string.Join(' ', words[1..]));
        return family.Length > 0;
    }
}
