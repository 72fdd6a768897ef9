namespace NbaPipeline.Avro;

/// <summary>One reason why a reader cannot read all that a writer may have written.</summary>
/// <param name="Path">The place in the reader's schema, such as <c>nba.Game.players[].name</c>.</param>
/// <param name="Reason">What the two schemas disagree on, and what would mend it.</param>
public sealed record SchemaIncompatibility(string Path, string Reason)
{
    public override string ToString() => $"{Path}: {Reason}";
}
