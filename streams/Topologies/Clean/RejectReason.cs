namespace NbaPipeline.Topologies.Clean;

/// <summary>Why a raw row is no record.</summary>
public static class RejectReason
{
    public const string MissingRequired = "missing_required";
    public const string UnknownTeam = "unknown_team";
    public const string BadGameId = "bad_game_id";
    public const string OutOfRange = "out_of_range";
    public const string InconsistentPoints = "inconsistent_points";
    public const string InconsistentTeams = "inconsistent_teams";
    public const string EmptyName = "empty_name";
    public const string NotReadable = "not_readable";
}
