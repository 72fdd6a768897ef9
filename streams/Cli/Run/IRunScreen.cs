namespace NbaPipeline.Cli.Run;

/// <summary>Shows a run while it is on; on standard error.</summary>
internal interface IRunScreen
{
    void Say(string line);

    void Update(IReadOnlyList<StageRow> stages, ReplayProgress replay);

    /// <summary>Takes the live table away, so that what follows stands alone.</summary>
    void Close();
}
