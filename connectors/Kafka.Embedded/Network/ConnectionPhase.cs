namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>What a connection does, as far as closing idle and stalled ones is concerned.</summary>
internal enum ConnectionPhase
{
    /// <summary>Waits for the next request; too long is idle.</summary>
    Idle,

    /// <summary>Waits for memory, or executes a request: takes what it takes.</summary>
    Busy,

    /// <summary>Receives a request body, which must make progress.</summary>
    Body,

    /// <summary>A request waits for other clients (JoinGroup, SyncGroup): ended at once when the broker stops.</summary>
    Parked,

    /// <summary>A fetch waits for data: answered with what it has when the broker stops.</summary>
    Waiting,
}
