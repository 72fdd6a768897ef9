using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>Restores tasks and hands them back.</summary>
internal interface IRestoreDriver : IDisposable
{
    /// <summary>Changelog records still to read.</summary>
    long RemainingRecords { get; }

    void Add(StreamTask task);

    /// <summary>Stops restoring a task; its stores are free afterwards.</summary>
    void Remove(StreamTask task);

    /// <summary>A task whose stores are complete, null when there is none yet.</summary>
    /// <exception cref="DataflowException">Restoring failed.</exception>
    StreamTask? TakeRestored();
}
