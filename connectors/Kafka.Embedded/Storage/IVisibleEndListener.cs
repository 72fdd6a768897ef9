namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Is told when readers may see more of a partition, or less.</summary>
internal interface IVisibleEndListener
{
    /// <summary>
    /// High watermark, last stable offset or log start moved, or the log was deleted. Called outside all locks by the thread that caused it; must not block.
    /// </summary>
    /// <param name="log">The partition.</param>
    /// <param name="bytesAppended">Bytes by which the high watermark moved, 0 if it did not.</param>
    void VisibleEndMoved(PartitionLog log, long bytesAppended);
}
