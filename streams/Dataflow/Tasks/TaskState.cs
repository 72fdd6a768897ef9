namespace NbaPipeline.Dataflow.Tasks;

internal enum TaskState
{
    /// <summary>Stores are read back from their changelogs.</summary>
    Restoring,

    Running,

    Closed,
}
