using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Testing.Simulation;

internal sealed class SimulatedAdmin(SimulatedCluster cluster) : IAdminClient
{
    public IReadOnlyDictionary<string, int> PartitionCounts(IReadOnlyCollection<string> topics, int timeoutMs) =>
        topics.Where(t => cluster.PartitionCount(t) > 0).ToDictionary(t => t, cluster.PartitionCount);

    public void CreateTopics(IReadOnlyCollection<TopicSpec> topics, int timeoutMs)
    {
        foreach (var topic in topics)
        {
            cluster.CreateTopic(topic.Name, topic.Partitions);
        }
    }

    public void Dispose() { }
}
