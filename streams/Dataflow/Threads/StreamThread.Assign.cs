using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

internal sealed partial class StreamThread : IAssignmentListener
{
    /// <summary>Makes the tasks of the anchors, reads where they stand and lets their stores be restored.</summary>
    public void OnAssigned(IReadOnlyList<TopicPartition> anchors) => Change(() => TakeUp(anchors));

    /// <summary>Commits while the partitions are still ours, then gives them up.</summary>
    public void OnRevoked(IReadOnlyList<TopicPartition> anchors) => Change(() => GiveUp(anchors));

    /// <summary>The partitions have another owner already: what is not committed must not be.</summary>
    public void OnLost(IReadOnlyList<TopicPartition> anchors) => Change(() => Lose(anchors));

    private void Change(Action change)
    {
        // Stays set when the change fails half-way.
        _mustRejoin = true;
        change();
        _mustRejoin = false;
    }

    private void TakeUp(IReadOnlyList<TopicPartition> anchors)
    {
        HasAssignment = true;
        var assign = new List<PartitionOffset>();
        foreach (var task in TasksOf(anchors).Select(Create))
        {
            var committed = _consumer.Committed(task.Inputs.Select(i => i.Partition).ToList(), Options.RequestTimeoutMs);
            task.StartFrom(committed);
            foreach (var input in task.Inputs)
            {
                assign.Add(new PartitionOffset(input.Partition, StreamTask.StartOffset(input)));
                _routes[(input.TopicIndex, input.Partition.Partition)] = (task, input);
            }
            _restore.Add(task);
        }
        if (_progressTopic >= 0 && !_progressAssigned && assign.Count > 0)
        {
            _progressAssigned = true;
            assign.Add(new PartitionOffset(new TopicPartition(Options.ProgressTopicName, 0), PartitionOffset.Beginning));
        }
        _consumer.IncrementalAssign(assign);
        // A partition paused when it was lost stays paused in the client when it comes back.
        _consumer.Resume(assign.Select(a => a.Partition).ToList());
        Log.Assigned(_logger, Name, _tasks.Count);
        PublishStatuses();
    }

    private void GiveUp(IReadOnlyList<TopicPartition> anchors)
    {
        var leaving = TasksOf(anchors).Where(_tasks.ContainsKey).Select(id => _tasks[id]).ToList();
        try
        {
            CommitIfNeeded();
        }
        catch (ClientException error) when (error.Kind is not ClientErrorKind.Fatal)
        {
            // The new owner starts from the last commit; what was not committed is aborted and processed there. The tasks that
            // stay must know which of the two it was.
            Log.RevokeCommitFailed(_logger, error, Name);
            ResolveIndefinite();
        }
        DropTasks(leaving);
        Unassign(leaving);
        Log.Revoked(_logger, Name, leaving.Count);
    }

    private void Lose(IReadOnlyList<TopicPartition> anchors)
    {
        var leaving = TasksOf(anchors).Where(_tasks.ContainsKey).Select(id => _tasks[id]).ToList();
        _producer.Open();
        Metrics.Rebuilds++;
        DropTasks(leaving);
        Unassign(leaving);
        SeekToCommitted();
        Log.Lost(_logger, Name, leaving.Count);
    }

    private IEnumerable<TaskId> TasksOf(IReadOnlyList<TopicPartition> anchors)
    {
        for (var sub = 0; sub < _settings.Binding.Anchors.Count; sub++)
        {
            foreach (var anchor in anchors)
            {
                if (anchor.Topic == _settings.Binding.Anchors[sub])
                {
                    yield return new TaskId(sub, anchor.Partition);
                }
            }
        }
    }

    private StreamTask Create(TaskId id)
    {
        var task = new StreamTask(id, _settings.Binding.Topology.SubTopologies[id.SubTopology], _environment);
        _tasks.Add(id, task);
        return task;
    }

    private void DropTasks(List<StreamTask> leaving)
    {
        foreach (var task in leaving)
        {
            if (task.State == TaskState.Restoring)
            {
                _restore.Remove(task);
            }
            foreach (var input in task.Inputs)
            {
                _routes.Remove((input.TopicIndex, input.Partition.Partition));
            }
            task.Close(_release);
            _tasks.Remove(task.Id);
        }
        ReleaseAll();
        ListRunning();
    }

    private void Unassign(List<StreamTask> leaving) =>
        _consumer.IncrementalUnassign(leaving.SelectMany(t => t.Inputs).Select(i => i.Partition).ToList());
}
