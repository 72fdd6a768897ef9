namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>What a producer knows: its id and epoch from the broker, its next sequence per partition, its last batch there.</summary>
internal sealed class ProducerMemory
{
    public long Id { get; set; } = -1;

    public short Epoch { get; set; } = -1;

    public Dictionary<(string Topic, int Partition), int> NextSequence { get; } = [];

    public Dictionary<(string Topic, int Partition), BatchSpec> LastBatch { get; } = [];

    public void Adopt(long id, short epoch)
    {
        if (id != Id || epoch != Epoch)
        {
            NextSequence.Clear();
            LastBatch.Clear();
        }
        (Id, Epoch) = (id, epoch);
    }
}
