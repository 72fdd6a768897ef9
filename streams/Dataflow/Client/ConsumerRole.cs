namespace NbaPipeline.Dataflow.Client;

internal enum ConsumerRole
{
    /// <summary>Feeds tasks: group member, read_committed, end-of-partition events.</summary>
    Stream,

    /// <summary>Reads changelogs: no group, large fetches, read_committed, end-of-partition events.</summary>
    Restore,
}
