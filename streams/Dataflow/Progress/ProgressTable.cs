namespace NbaPipeline.Dataflow.Progress;

/// <summary>The newest declaration of each producer of each topic, as this thread has read them.</summary>
internal sealed class ProgressTable
{
    private readonly Dictionary<string, SortedDictionary<string, ProgressRecord>> _byTopic = [];

    /// <summary>Takes a declaration that is newer than those before.</summary>
    public void Add(ProgressRecord record)
    {
        if (!_byTopic.TryGetValue(record.Topic, out var producers))
        {
            producers = new SortedDictionary<string, ProgressRecord>(StringComparer.Ordinal);
            _byTopic.Add(record.Topic, producers);
        }
        producers[record.Producer] = record;
    }

    public IEnumerable<ProgressRecord> Of(string topic) => _byTopic.TryGetValue(topic, out var producers) ? producers.Values : [];

    public ProgressRecord? Find(string topic, string producer) =>
        _byTopic.TryGetValue(topic, out var producers) && producers.TryGetValue(producer, out var record) ? record : null;
}
