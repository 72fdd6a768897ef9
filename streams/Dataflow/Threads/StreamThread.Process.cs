using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

internal sealed partial class StreamThread
{
    private bool HasBacklog()
    {
        foreach (var task in _running)
        {
            if (task.HasQueued && !task.Blocked)
            {
                return true;
            }
        }
        return false;
    }

    private void Route(int count)
    {
        (int Topic, int Partition) last = (-1, -1);
        (StreamTask Task, InputPartition Input)? route = null;
        for (var i = 0; i < count; i++)
        {
            ref var message = ref _batch[i];
            if (message.TopicIndex == _progressTopic && message.Kind != ClientMessageKind.Error)
            {
                RouteProgress(in message);
                continue;
            }
            if (message.Kind == ClientMessageKind.Error)
            {
                ClientError(in message);
                continue;
            }
            if (last != (message.TopicIndex, message.Partition))
            {
                last = (message.TopicIndex, message.Partition);
                // A partition that was just given up may still have messages in the batch: they are dropped here.
                route = _routes.TryGetValue(last, out var found) ? found : null;
            }
            if (route is not { } to || !Route(to.Task, to.Input, in message))
            {
                Drop(in message);
            }
        }
    }

    // False when nobody keeps the message.
    private bool Route(StreamTask task, InputPartition input, in ClientMessage message)
    {
        if (message.Kind == ClientMessageKind.EndOfPartition)
        {
            task.RouteEnd(input, message.Offset);
            return false;
        }
        if (!task.Route(input, in message))
        {
            return false;
        }
        if (input.Queued >= Options.MaxBufferedRecords && !input.Paused)
        {
            input.Paused = true;
            _consumer.Pause([input.Partition]);
        }
        return true;
    }

    private void Drop(in ClientMessage message)
    {
        if (message.Handle != 0)
        {
            _release.Add(message.Handle);
        }
    }

    private void RouteProgress(in ClientMessage message)
    {
        if (message.Kind == ClientMessageKind.Record && message.ValueLength >= 0)
        {
            var record = ProgressRecord.Decode(message.KeySpan, message.ValueSpan);
            _progress.Add(record);
            foreach (var task in _tasks.Values)
            {
                task.Declare(record);
            }
        }
        Drop(in message);
    }

    private void ClientError(in ClientMessage message)
    {
        Log.ClientReportsError(_logger, Name, message.ErrorCode);
        Drop(in message);
    }

    private bool ProcessTasks()
    {
        var done = 0;
        foreach (var task in _running)
        {
            done += Process(task);
        }
        ReleaseAll();
        return done > 0;
    }

    private int Process(StreamTask task)
    {
        try
        {
            return task.Process(BatchSize, _release);
        }
        catch (RecordFailure failure)
        {
            SetAside(failure);
            return 1;
        }
    }

    private void SetAside(RecordFailure failure)
    {
        if (Options.DeadLetterTopic is null)
        {
            throw new DataflowException(
                $"{failure.Message} The application stops because it has no dead letter topic; set DeadLetterTopic, or mend the record or the operator.",
                failure.Error
            );
        }
        if (!failure.Task.DeadLetter(failure, Options.DeadLetterTopic(failure.Partition.Topic), _release))
        {
            // The record had written state or sent records before it failed: none of that may remain.
            RollbackAll("a record failed after it had effects");
        }
    }

    private void ResumeDrained()
    {
        foreach (var task in _running)
        {
            for (var i = 0; i < task.Inputs.Count; i++)
            {
                var input = task.Inputs[i];
                // The record that a blocked merge needs may lie behind the pause, in a channel with nothing in hand.
                if (input.Paused && (input.Queued <= Options.MaxBufferedRecords / 2 || (task.Blocked && input.IsStarved(task.NextTimeMs))))
                {
                    input.Paused = false;
                    _consumer.Resume([input.Partition]);
                }
            }
        }
    }
}
