namespace NbaPipeline.Cli;

/// <summary>A value that is JSON text already.</summary>
internal sealed record RawJson(string Text)
{
    public override string ToString() => Text;
}
