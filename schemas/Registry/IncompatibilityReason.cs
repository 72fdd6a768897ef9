namespace NbaPipeline.SchemaRegistry;

/// <summary>One thing that keeps a schema from being the next version.</summary>
/// <param name="Version">The registered version it disagrees with.</param>
/// <param name="NewReadsOld">True: the new schema cannot read data of the version. False: the version cannot read data of the new schema.</param>
/// <param name="Path">The place in the schema that reads, such as <c>nba.Game.players[].name</c>.</param>
/// <param name="Reason">What disagrees, and what would mend it.</param>
public sealed record IncompatibilityReason(int Version, bool NewReadsOld, string Path, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() =>
        NewReadsOld
            ? FormattableString.Invariant($"cannot read data of version {Version}: {Path}: {Reason}")
            : FormattableString.Invariant($"version {Version} could not read its data: {Path}: {Reason}");
}
