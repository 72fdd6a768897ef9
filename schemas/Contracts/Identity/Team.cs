namespace NbaPipeline.Contracts.Identity;

/// <summary>One of the thirty teams.</summary>
/// <param name="Code">Canonical code of three letters.</param>
/// <param name="NbaId">The league's numeric id.</param>
/// <param name="City">City or region of the official name.</param>
/// <param name="Nickname">Name after the city.</param>
public sealed record Team(string Code, int NbaId, string City, string Nickname)
{
    /// <summary>City and nickname.</summary>
    public string FullName => $"{City} {Nickname}";
}
