namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>Receives assignment changes, on the thread that polls. May not throw and has to acknowledge each.</summary>
internal unsafe interface IRebalanceOwner
{
    void OnRebalance(int code, RdTopicPartitionList* partitions);
}
