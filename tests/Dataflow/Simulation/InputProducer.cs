using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Testing.Simulation;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>A source that writes a fixed list of records to a topic and declares how far it has come.</summary>
internal sealed class InputProducer(SimulatedCluster cluster, string topic, string name, int producers, IReadOnlyList<InputRecord> records)
{
    private readonly Dictionary<int, long> _ends = [];
    private int _next;

    public bool IsDone { get; private set; }

    public void Write(int count)
    {
        for (var i = 0; i < count && _next < records.Count; i++, _next++)
        {
            var record = records[_next];
            var key = System.Text.Encoding.UTF8.GetBytes(record.Key);
            var value = record.Value is null ? null : System.Text.Encoding.UTF8.GetBytes(record.Value);
            var partition = Murmur2.Partition(key, cluster.PartitionCount(topic));
            var headers = producers == 1 ? null : new RecordHeaders().Add(ProgressRecord.ProducerHeader, name);
            _ends[partition] = cluster.Append(topic, partition, key, value, record.TimeMs, headers) + 1;
        }
    }

    /// <summary>Says the most that is true: nothing more up to just before the smallest time still to come.</summary>
    public void Declare(string progressTopic)
    {
        IsDone = _next == records.Count;
        var until = IsDone ? long.MaxValue : records.Skip(_next).Min(r => r.TimeMs) - 1;
        var record = new ProgressRecord(topic, name, until, producers, new Dictionary<int, long>(_ends));
        cluster.Append(progressTopic, 0, record.EncodeKey(), record.EncodeValue(), 0);
    }
}
