namespace NbaPipeline.Cli;

/// <summary>Writes records in one transaction.</summary>
internal interface IRecordSink : IDisposable
{
    /// <summary>
    /// Writes all or, when the sequence throws or the token is cancelled, nothing. Returns the last offset by partition.
    /// </summary>
    IReadOnlyDictionary<int, long> Write(string topic, IEnumerable<TopicRecord> records, CancellationToken cancel);
}
