using NbaPipeline.Dataflow.State;

namespace NbaPipeline.Dataflow;

/// <summary>A store to be made for each task that uses it. Made by <see cref="Stores"/>.</summary>
public abstract class StoreBuilder
{
    private protected StoreBuilder(string name, bool logged)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Logged = logged;
    }

    public string Name { get; }

    /// <summary>Whether changes go to the changelog topic <c>application-name-changelog</c>.</summary>
    public bool Logged { get; }

    /// <summary>What the topology description calls it.</summary>
    public abstract string Kind { get; }

    internal abstract StateStore Build();
}
