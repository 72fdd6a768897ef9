using System.Diagnostics;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

internal sealed partial class StreamThread
{
    private readonly List<CommittedOffset> _offsets = [];

    private bool CommitIfNeeded()
    {
        foreach (var task in _running)
        {
            if (task.NeedsCommit())
            {
                Commit();
                return true;
            }
        }
        return false;
    }

    /// <summary>The commit protocol of docs/exactly-once.md, for all tasks of the thread at once: a producer has one transaction.</summary>
    private void Commit()
    {
        using var activity = DataflowDiagnostics.ActivitySource.StartActivity("dataflow commit", ActivityKind.Client);
        activity?.SetTag("dataflow.thread", Name);
        activity?.SetTag("messaging.system", "kafka");
        activity?.SetTag("messaging.consumer.group.name", Options.ApplicationId);
        var started = _settings.Time.GetTimestamp();
        At(CommitPoint.BeforePrepare);
        foreach (var task in _running)
        {
            task.PrepareCommit();
        }
        At(CommitPoint.AfterChangelog);
        _producer.AwaitDeliveries();
        At(CommitPoint.AfterDeliveries);
        _offsets.Clear();
        foreach (var task in _running)
        {
            task.DeclareProgress();
            task.AddOffsets(_offsets);
        }
        At(CommitPoint.AfterProgress);
        if (_offsets.Count > 0 || _producer.InTransaction)
        {
            Send();
        }
        At(CommitPoint.AfterCommit);
        foreach (var task in _running)
        {
            task.CommitDone(_offsets);
            At(CommitPoint.AfterFirstApply);
        }
        _offsets.Clear();
        At(CommitPoint.AfterApply);
        Metrics.CountCommit(_settings.Time.GetElapsedTime(started).TotalMilliseconds);
        PublishStatuses();
    }

    private void Send()
    {
        if (_settings.Binding.UsesProgress)
        {
            _producer.AwaitDeliveries();
        }
        At(CommitPoint.BeforeCommit);
        if (_producer.IsTransactional)
        {
            _producer.CommitWith(_offsets, _consumer);
            return;
        }
        if (_offsets.Count > 0)
        {
            _consumer.Commit(_offsets);
        }
        _producer.Abort();
    }

    private void At(CommitPoint point) => _settings.OnCommitPoint?.Invoke(point);
}
