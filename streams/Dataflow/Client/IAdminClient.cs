namespace NbaPipeline.Dataflow.Client;

/// <summary>Topics: look up and create. Called at start only.</summary>
internal interface IAdminClient : IDisposable
{
    /// <summary>Partition counts of those of the topics that exist.</summary>
    IReadOnlyDictionary<string, int> PartitionCounts(IReadOnlyCollection<string> topics, int timeoutMs);

    /// <summary>Creates what is missing; a topic that another instance has just created counts as created.</summary>
    void CreateTopics(IReadOnlyCollection<TopicSpec> topics, int timeoutMs);
}
