using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>
/// One Fetch request being served: made of the request, planned once or, when it is parked, until there is enough (spec section 16). A plan
/// belongs to one moment and holds only positions; nothing is read.
/// </summary>
internal sealed class FetchJob : IDisposable
{
    /// <summary>No answer is larger, but for one batch.</summary>
    private const int MaxAnswerBytes = 64 << 20;

    /// <summary>From this version on topics go by their ids.</summary>
    private const short FirstVersionWithIds = 13;

    private readonly TopicCatalogue _catalogue;
    private readonly FetchRequest _request;
    private readonly bool _byId;
    private readonly int _minBytes;
    private readonly int _maxBytes;

    public FetchJob(FetchRequest request, short version, TopicCatalogue catalogue)
    {
        _request = request;
        _catalogue = catalogue;
        _byId = version >= FirstVersionWithIds;
        _maxBytes = Math.Clamp(request.MaxBytes, 0, MaxAnswerBytes);
        _minBytes = Math.Min(request.MinBytes, _maxBytes);
        var readCommitted = request.IsolationLevel == 1;
        Topics = new FetchPartition[request.Topics.Count][];
        for (var i = 0; i < Topics.Length; i++)
        {
            Topics[i] = [.. request.Topics[i].Partitions.Select(p => new FetchPartition(p, readCommitted))];
        }
    }

    /// <summary>The partitions, grouped as the request groups them.</summary>
    public FetchPartition[][] Topics { get; }

    /// <summary>Bytes of records planned.</summary>
    public int PlannedBytes { get; private set; }

    /// <summary>How many bytes the plan lacks to be sent; not positive when it can go.</summary>
    public long MissingBytes => _failed || Topics.Length == 0 ? 0 : (long)_minBytes - PlannedBytes;

    private bool _failed;

    /// <summary>Name and id of a topic as the request has them.</summary>
    public (string Name, Guid Id) TopicOf(int index) => (_request.Topics[index].Topic, _request.Topics[index].TopicId);

    /// <summary>Plans all partitions, in the order of the request.</summary>
    public void Plan()
    {
        long planned = 0;
        _failed = false;
        for (var i = 0; i < Topics.Length; i++)
        {
            var topic = Find(_request.Topics[i]);
            foreach (var partition in Topics[i])
            {
                var unknown = _byId && topic is null ? ErrorCode.UnknownTopicId : ErrorCode.UnknownTopicOrPartition;
                partition.Read(topic, unknown, (int)Math.Max(0, _maxBytes - planned), atLeastOneBatch: planned == 0);
                planned += partition.Plan.LengthBytes;
                _failed |= partition.Error != ErrorCode.None;
            }
        }
        PlannedBytes = checked((int)planned);
    }

    /// <summary>Lets the waiter be told of every change of every partition, from the next <see cref="Plan"/> on.</summary>
    public void ListenFor(FetchWaiter waiter) => Each(p => p.ListenFor(waiter));

    public void StopListening() => Each(static p => p.StopListening());

    /// <summary>Gives the planned segments back, so that a parked fetch keeps no file open.</summary>
    public void Release() => Each(static p => p.Release());

    public void Dispose()
    {
        StopListening();
        Release();
    }

    private Topic? Find(FetchRequest.TopicsItem asked)
    {
        Topic? topic;
        return (_byId ? _catalogue.TryGet(asked.TopicId, out topic) : _catalogue.TryGet(asked.Topic, out topic)) ? topic : null;
    }

    private void Each(Action<FetchPartition> action)
    {
        foreach (var partitions in Topics)
        {
            foreach (var partition in partitions)
            {
                action(partition);
            }
        }
    }
}
