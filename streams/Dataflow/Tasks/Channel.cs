namespace NbaPipeline.Dataflow.Tasks;

/// <summary>
/// The records of one producer in one partition, in their order: the unit that a task merges by event time. A partition without
/// declared progress is one channel.
/// </summary>
internal sealed class Channel(InputPartition input, string producer)
{
    private const int MaxPending = 1024;
    private readonly List<(long EndOffset, long CompleteUntilMs)> _pending = [];

    public InputPartition Input { get; } = input;

    /// <summary>Name of the producer; empty for records that name none.</summary>
    public string Producer { get; } = producer;

    public MessageQueue Queue { get; } = new();

    /// <summary>Records below this offset were processed before a restart and are skipped.</summary>
    public long SkipBefore { get; set; }

    /// <summary>The producer writes nothing more up to this time that is not processed yet.</summary>
    public long CompleteUntilMs { get; private set; } = long.MinValue;

    /// <summary>Offset of the next unprocessed record as far as it is known.</summary>
    public long NextOffset => Queue.Count > 0 ? Queue.Head.Offset : Math.Max(Input.ReadPosition, SkipBefore);

    /// <summary>Takes a declaration; it counts once the channel has processed what it stands for.</summary>
    public void Declare(long endOffset, long completeUntilMs)
    {
        if (_pending.Count == MaxPending)
        {
            _pending[^1] = (endOffset, completeUntilMs);
        }
        else
        {
            _pending.Add((endOffset, completeUntilMs));
        }
        ApplyPassed();
    }

    /// <summary>Applies the declarations whose records are processed.</summary>
    public void ApplyPassed()
    {
        if (_pending.Count == 0)
        {
            return;
        }
        var next = NextOffset;
        var passed = 0;
        while (passed < _pending.Count && _pending[passed].EndOffset <= next)
        {
            CompleteUntilMs = Math.Max(CompleteUntilMs, _pending[passed].CompleteUntilMs);
            passed++;
        }
        _pending.RemoveRange(0, passed);
    }
}
