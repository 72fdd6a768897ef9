using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>
/// All topics by name and by id, and the administration of them (spec sections 6 and 15). Look-ups take no lock. A change is in the control
/// log before anybody sees it; changes happen one at a time.
/// </summary>
internal sealed partial class TopicCatalogue(IControlLog log, LogManager logs, BrokerConfig brokerConfig, ILogger<TopicCatalogue> logger)
    : IDisposable
{
    private readonly ConcurrentDictionary<string, Topic> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Topic> _byId = [];
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>Raised when a topic is gone from the control log and from look-ups, before its files are; must not block.</summary>
    public event Action<Topic>? Deleted;

    public IReadOnlyCollection<Topic> All => (IReadOnlyCollection<Topic>)_byName.Values;

    public BrokerConfig BrokerConfig { get; } = brokerConfig;

    public bool TryGet(string name, [NotNullWhen(true)] out Topic? topic) => _byName.TryGetValue(name, out topic);

    public bool TryGet(Guid id, [NotNullWhen(true)] out Topic? topic) => _byId.TryGetValue(id, out topic);

    public PartitionLog? Find(string topic, int partition) => _byName.TryGetValue(topic, out Topic? found) ? found.Find(partition) : null;

    public PartitionLog? Find(Guid topicId, int partition) => _byId.TryGetValue(topicId, out Topic? found) ? found.Find(partition) : null;

    /// <summary>1 to 249 characters of <c>[a-zA-Z0-9._-]</c>, not <c>.</c> or <c>..</c>.</summary>
    public static bool IsValidName(string name) =>
        name.Length is > 0 and <= 249 && name is not ("." or "..") && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Opens and recovers the logs of all topics that the control log knows; sets aside directories that it does not know.</summary>
    /// <exception cref="IOException">A partition could not be opened.</exception>
    public void Open(ControlState state, Func<TopicPartition, RecoveryContext> context, int openedAtOnce)
    {
        foreach (string directory in logs.SetAsideUnknown(state.Topics.Keys.ToHashSet()))
        {
            OrphanFound(logger, directory);
        }

        foreach (ControlTopic known in state.Topics.Values)
        {
            var config = new TopicConfig(known.Configs, BrokerConfig.TopicDefaults);
            Add(new Topic(known.Id, known.Name, known.ReplicationFactor, new PartitionLog[known.Partitions], config));
        }

        // Read before the first is opened: opening may move a log start, and the state belongs to the control log's writer.
        (Topic Topic, int Partition, RecoveryContext Context)[] all =
        [
            .. _byId
                .Values.OrderBy(topic => topic.Name, StringComparer.Ordinal)
                .SelectMany(topic =>
                    Enumerable.Range(0, topic.Partitions.Count).Select(partition => (topic, partition, context(new(topic.Id, partition))))
                ),
        ];
        try
        {
            Parallel.ForEach(
                all,
                new ParallelOptions { MaxDegreeOfParallelism = openedAtOnce },
                one =>
                    ((PartitionLog[])one.Topic.Partitions)[one.Partition] = logs.Open(
                        new(one.Topic.Id, one.Topic.Name, one.Partition),
                        one.Topic.Config.ToLogConfig(),
                        one.Context
                    )
            );
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    public void Dispose() => _changing.Dispose();

    private void Add(Topic topic)
    {
        _byId[topic.Id] = topic;
        _byName[topic.Name] = topic;
    }

    /// <summary>Runs one change at a time; a failure of the control log or of a file becomes the answer.</summary>
    private async Task<T> ChangeAsync<T>(string what, Func<Task<T>> change, Func<string, T> failed)
    {
        await _changing.WaitAsync();
        try
        {
            return await change();
        }
        catch (IOException e)
        {
            ChangeFailed(logger, what, e.Message);
            return failed(e.Message);
        }
        finally
        {
            _changing.Release();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The topic directory '{Directory}' belongs to no topic; it was renamed and is left for an inspection"
    )]
    private static partial void OrphanFound(ILogger logger, string directory);

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} failed: {Reason}")]
    private static partial void ChangeFailed(ILogger logger, string what, string reason);
}
