namespace NbaPipeline.Cli.Tests;

internal sealed class FakeSink : IRecordSink
{
    public List<TopicRecord> Written { get; } = [];

    public bool Committed { get; private set; }

    public IReadOnlyDictionary<int, long> Write(string topic, IEnumerable<TopicRecord> records, CancellationToken cancel)
    {
        Written.AddRange(records);
        Committed = true;
        return new Dictionary<int, long> { [0] = Written.Count - 1 };
    }

    public void Dispose() { }
}
