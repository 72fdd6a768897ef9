using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.State;

namespace NbaPipeline.Dataflow.Tasks;

internal sealed partial class StreamTask
{
    private long _declaredUntilMs = long.MinValue;
    private long _commitNumber;
    private bool _worked;

    /// <summary>Progress that the next commit declares; set while preparing one.</summary>
    private long _declaringUntilMs = long.MinValue;

    /// <summary>Whether a commit would say anything new.</summary>
    public bool NeedsCommit()
    {
        if (State != TaskState.Running)
        {
            return false;
        }
        if (_worked || (DeclaresProgress && Frontier() > _declaredUntilMs))
        {
            return true;
        }
        foreach (var input in _inputs)
        {
            if (input.CommittableOffset > Math.Max(input.LastCommitted.Offset, 0))
            {
                return true;
            }
        }
        return false;
    }

    private bool DeclaresProgress => _subTopology.ProgressDeclared && _subTopology.Sinks.Any();

    /// <summary>Emits what is due and writes the changelogs.</summary>
    public void PrepareCommit()
    {
        _context.BeginTimer(_context.StreamTimeMs);
        foreach (var node in _nodes)
        {
            node.OnCommit();
        }
        foreach (var store in _stores)
        {
            if (store.Logged)
            {
                store.WriteChangelog(Collector.ChangelogOf(ChangelogTopic(store)));
            }
        }
    }

    /// <summary>Declares progress to each output topic; all records of the commit are delivered, so their offsets are known.</summary>
    public void DeclareProgress()
    {
        _declaringUntilMs = _declaredUntilMs;
        if (!DeclaresProgress)
        {
            return;
        }
        var frontier = Frontier();
        if (frontier <= _declaredUntilMs)
        {
            return;
        }
        _declaringUntilMs = frontier;
        foreach (var topic in _subTopology.Sinks.Select(s => s.Topic!.Value.Resolve(_environment.ApplicationId)).Distinct())
        {
            var record = new ProgressRecord(
                topic,
                ProducerName,
                frontier,
                _environment.Binding.ProducerCount(topic),
                Collector.EndOffsets(topic)
            );
            Collector.SendProgress(record);
        }
    }

    public void AddOffsets(List<CommittedOffset> offsets)
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            var input = _inputs[i];
            var metadata = i == 0 ? $"{CurrentProgress().Encode()} {ChannelPositions.Encode(input)}" : ChannelPositions.Encode(input);
            if (metadata.Length > TaskProgress.MaxMetadataLength)
            {
                throw new DataflowException(
                    $"Task {Id} needs {metadata.Length} bytes of offset metadata for {input.Partition}, brokers take {TaskProgress.MaxMetadataLength}: "
                        + $"{input.Channels.Count} producers write that topic. Use fewer partitions upstream, or raise offset.metadata.max.bytes of the broker."
                );
            }
            var offset = new CommittedOffset(input.Partition, input.CommittableOffset, metadata);
            if (offset != input.LastCommitted)
            {
                offsets.Add(offset);
            }
        }
    }

    /// <summary>The commit is done: the overlay becomes the base.</summary>
    public void CommitDone(IReadOnlyList<CommittedOffset> offsets)
    {
        foreach (var store in _stores)
        {
            store.Commit(Collector.ChangelogEnd(ChangelogTopic(store)));
        }
        foreach (var input in _inputs)
        {
            foreach (var offset in offsets)
            {
                if (offset.Partition == input.Partition)
                {
                    input.LastCommitted = offset;
                }
            }
        }
        _declaredUntilMs = Math.Max(_declaredUntilMs, _declaringUntilMs);
        _commitNumber += _worked ? 1 : 0;
        _worked = false;
        if (_failedRecords is { Count: > 0 })
        {
            ForgetCommittedFailures();
        }
    }

    /// <summary>Drops everything since the last commit and starts over from there; queued messages go to <paramref name="release"/>.</summary>
    public void Rollback(List<nint> release, List<PartitionOffset> seek)
    {
        DropQueued(release);
        foreach (var store in _stores)
        {
            store.Rollback();
        }
        foreach (var node in _nodes)
        {
            node.OnRollback();
        }
        ResetToCommitted();
        ApplyProgress(CommittedProgress());
        foreach (var input in _inputs)
        {
            seek.Add(new PartitionOffset(input.Partition, StartOffset(input)));
        }
        _worked = false;
    }

    /// <summary>Where reading of an input begins: after the last commit, or at the log start.</summary>
    public static long StartOffset(InputPartition input) =>
        input.LastCommitted.Offset >= 0 ? input.LastCommitted.Offset : PartitionOffset.Beginning;

    private void DropQueued(List<nint> release)
    {
        foreach (var input in _inputs)
        {
            foreach (var channel in input.Channels)
            {
                while (channel.Queue.Count > 0)
                {
                    release.Add(channel.Queue.Head.Handle);
                    channel.Queue.RemoveHead();
                }
            }
            input.Queued = 0;
            _withoutTime?.Clear();
        }
    }

    private void ResetToCommitted()
    {
        foreach (var input in _inputs)
        {
            input.Channels.Clear();
            input.AtEnd = false;
            input.ProducerCount = 0;
            input.ReadPosition = Math.Max(input.LastCommitted.Offset, 0);
            if (!input.ProgressDeclared)
            {
                input.ChannelOf("");
                continue;
            }
            if (input.LastCommitted.Offset >= 0)
            {
                ChannelPositions.Decode(input, input.LastCommitted.Offset, ChannelMetadata(input));
            }
        }
        ListChannels();
        foreach (var input in _inputs)
        {
            foreach (var record in _environment.Progress.Of(input.Partition.Topic))
            {
                Declare(record);
            }
        }
    }

    // The first input carries the task's progress in front of its channel positions.
    private string ChannelMetadata(InputPartition input)
    {
        var metadata = input.LastCommitted.Metadata;
        return input == _inputs[0] ? metadata[(metadata.IndexOf(' ', StringComparison.Ordinal) + 1)..] : metadata;
    }

    private TaskProgress CommittedProgress()
    {
        if (_inputs.Count == 0 || _inputs[0].LastCommitted.Offset < 0)
        {
            return TaskProgress.None;
        }
        var metadata = _inputs[0].LastCommitted.Metadata;
        var end = metadata.IndexOf(' ', StringComparison.Ordinal);
        return TaskProgress.Decode(end < 0 ? metadata : metadata[..end]);
    }

    private TaskProgress CurrentProgress() =>
        new(
            _context.StreamTimeMs,
            _context.Timers.OfType<StreamTimePunctuation>().Select(p => p.NextDueMs).ToArray(),
            _subTopology.ShapeHash,
            // A commit with effects but without new input must differ from the one before, or its outcome could not be told later.
            _commitNumber + (_worked ? 1 : 0)
        );

    private void ApplyProgress(TaskProgress progress)
    {
        if (progress.ShapeHash.Length > 0 && progress.ShapeHash != _subTopology.ShapeHash)
        {
            throw new DataflowException(
                $"Task {Id} of '{_environment.ApplicationId}' was committed by another topology (shape {progress.ShapeHash}, now {_subTopology.ShapeHash}). "
                    + "Its state does not fit; use a new application id, or reset the group's offsets and delete its internal topics."
            );
        }
        _context.StreamTimeMs = progress.StreamTimeMs;
        _commitNumber = progress.CommitNumber;
        var punctuations = _context.Timers.OfType<StreamTimePunctuation>().ToList();
        for (var i = 0; i < punctuations.Count; i++)
        {
            punctuations[i].NextDueMs = i < progress.PunctuationsMs.Length ? progress.PunctuationsMs[i] : long.MaxValue;
        }
    }
}
