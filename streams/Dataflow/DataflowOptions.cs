namespace NbaPipeline.Dataflow;

/// <summary>Settings of one application. Immutable; checked when the application starts.</summary>
public sealed record DataflowOptions
{
    /// <summary>Names the consumer group, internal topics and transactional ids. Letters, digits, dot, dash, underscore.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Brokers to start from, <c>host:port</c> separated by commas.</summary>
    public string BootstrapServers { get; init; } = "";

    public ProcessingGuarantee Guarantee { get; init; } = ProcessingGuarantee.ExactlyOnceV2;

    /// <summary>Stream threads of this process (default: 1). Each has a consumer, a producer and its tasks.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Time between commits (default: 100).</summary>
    public int CommitIntervalMs { get; init; } = 100;

    /// <summary>
    /// Tells this process apart from others of the application and must stay the same over restarts: a restarted process then
    /// fences its predecessor at once. Null: kept in <see cref="StateDirectory"/>, made at the first start.
    /// </summary>
    public string? ProcessId { get; init; }

    /// <summary>Folder for what a process keeps locally. Null: nothing is kept, and <see cref="ProcessId"/> is random if null.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>How long a dead producer's open transaction may hold back readers (default: 30,000).</summary>
    public int TransactionTimeoutMs { get; init; } = 30_000;

    /// <summary>Time for one call to the broker before it counts as failed (default: 30,000).</summary>
    public int RequestTimeoutMs { get; init; } = 30_000;

    /// <summary>Records of a partition that wait in memory before it is paused (default: 20,000).</summary>
    public int MaxBufferedRecords { get; init; } = 20_000;

    /// <summary>A restore that has not moved for this long fails with a message (default: 120,000).</summary>
    public int RestoreStallTimeoutMs { get; init; } = 120_000;

    /// <summary>
    /// Name of the dead letter topic for a source topic: undecodable and failing records go there. Null (default): the first such
    /// record stops the application.
    /// </summary>
    public Func<string, string>? DeadLetterTopic { get; init; }

    /// <summary>Compacted topic with the declared progress of producers (docs/event-time.md). Null: <c>application-progress</c>.</summary>
    public string? ProgressTopic { get; init; }

    /// <summary>Which headers of an input record its outputs inherit; null: all.</summary>
    public Func<string, bool>? PropagateHeader { get; init; }

    /// <summary>Properties for all clients, by librdkafka's names; they win over the engine's own.</summary>
    public IReadOnlyDictionary<string, string> ClientProperties { get; init; } = new Dictionary<string, string>();

    internal string ProgressTopicName => ProgressTopic ?? $"{ApplicationId}-progress";
}
