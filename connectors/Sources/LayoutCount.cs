namespace NbaPipeline.Sources;

/// <summary>What the files of one layout hold.</summary>
/// <param name="Layout">Name of the layout.</param>
/// <param name="Files">Files of this layout.</param>
/// <param name="Rows">Rows of the chosen seasons; each is one record of the raw topic.</param>
/// <param name="Games">Distinct games in them, by the id the layout has.</param>
/// <param name="Players">Distinct players in them, by id, or by name where there is none.</param>
/// <param name="OtherSeasons">Rows left out because their season was not asked for.</param>
/// <param name="Malformed">Rows that are no rows of the layout (fields missing, quotes open); each is a dead letter.</param>
public sealed record LayoutCount(string Layout, int Files, long Rows, long Games, long Players, long OtherSeasons, long Malformed);
