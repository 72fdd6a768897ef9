namespace NbaPipeline.Prediction.Matching;

/// <summary>A player who appeared this season before the date in question.</summary>
/// <param name="Lookup">Player key.</param>
/// <param name="FullName">Display name at the last appearance.</param>
/// <param name="TeamAbbr">Team of the last appearance.</param>
public sealed record RosterPlayer(string Lookup, string FullName, string TeamAbbr);
