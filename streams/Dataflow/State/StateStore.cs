using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.State;

/// <summary>
/// A store of one task. Writes stay in the overlay until <see cref="Commit"/>; <see cref="Rollback"/> drops them. A store that
/// keeps its base on disk applies the overlay and the changelog offset in one atomic batch inside <see cref="Commit"/>.
/// </summary>
internal abstract class StateStore(string name, bool logged)
{
    public string Name { get; } = name;

    public bool Logged { get; } = logged;

    protected TaskContext Context { get; private set; } = null!;

    /// <summary>Changelog offset that the base stands for: the next to restore; 0 when the store starts empty.</summary>
    public virtual long ChangelogPosition => 0;

    public virtual void Attach(TaskContext context) => Context = context;

    /// <summary>Writes what changed since the last commit.</summary>
    public abstract void WriteChangelog(IChangelogWriter changelog);

    /// <summary>Makes the overlay the base, together with the changelog offset after the commit's last record (-1: unknown, ask the broker).</summary>
    public abstract void Commit(long changelogEndOffset);

    public abstract void Rollback();

    /// <summary>Applies a changelog record to the base.</summary>
    public abstract void Restore(in ClientMessage message);

    /// <summary>Called once after the last restored record.</summary>
    public virtual void Restored() { }
}
