namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;

/// <summary>The machine or the process stopped at the chosen step; every call after it fails like this too.</summary>
public sealed class WorldStoppedException : IOException
{
    public WorldStoppedException()
        : base("the world has stopped") { }

    public WorldStoppedException(string message)
        : base(message) { }

    public WorldStoppedException(string message, Exception inner)
        : base(message, inner) { }
}
