namespace NbaPipeline.Topologies.Features;

/// <summary>Keys of stores that hold a season's facts about a player or a team.</summary>
internal static class SeasonKey
{
    public static string Of(string season, string playerOrTeam) => $"{season}|{playerOrTeam}";
}
