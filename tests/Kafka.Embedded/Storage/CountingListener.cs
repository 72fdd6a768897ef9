using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

internal sealed class CountingListener : IVisibleEndListener
{
    public int Calls { get; private set; }

    public long Bytes { get; private set; }

    public void VisibleEndMoved(PartitionLog log, long bytesAppended)
    {
        Calls++;
        Bytes += bytesAppended;
    }
}
