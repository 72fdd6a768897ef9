namespace NbaPipeline.Prediction.Matching;

/// <summary>What a quoted name turned out to be. Exactly one of <see cref="Player"/> and <see cref="UnmatchedReason"/> is set.</summary>
/// <param name="Player">The player, when the name is matched.</param>
/// <param name="Method">How it was matched: initials, player_lookup, without_suffix or alias.</param>
/// <param name="UnmatchedReason">Why not: not_appeared_this_season, other_team or ambiguous.</param>
public sealed record NameMatch(RosterPlayer? Player, string? Method, string? UnmatchedReason);
