using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>One operator of one task.</summary>
internal abstract class Node
{
    public string Name { get; set; } = "";

    protected TaskContext Context { get; private set; } = null!;

    public abstract void AddChild(Node child);

    /// <summary>Called when the stores are attached and before any record.</summary>
    public virtual void Init(TaskContext context) => Context = context;

    /// <summary>Sends what is due at a commit, before the changelogs are written.</summary>
    public virtual void OnCommit() { }

    /// <summary>Forgets what it knows of writes that were dropped.</summary>
    public virtual void OnRollback() { }

    public virtual void Close() { }

    protected TStore Store<TStore>(string name)
        where TStore : class =>
        Context.Stores.TryGetValue(name, out var store)
            ? store as TStore
                ?? throw new TopologyException(
                    $"Operator '{Name}' asks for store '{name}' as {typeof(TStore).Name}, but it is a {store.GetType().Name}."
                )
            : throw new TopologyException(
                $"Operator '{Name}' asks for store '{name}', which is not connected to it; connected: {string.Join(", ", Context.Stores.Keys)}. Name the store when adding the operator."
            );
}
