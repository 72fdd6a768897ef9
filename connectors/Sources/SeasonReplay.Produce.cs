using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Ops;

namespace NbaPipeline.Sources;

public sealed partial class SeasonReplay
{
    private static readonly IReadOnlyDictionary<string, long> NothingProduced = new Dictionary<string, long>();

    // Only these: dead-letter topics have other producers too, and nothing joins them.
    private static readonly IReadOnlyList<string> RawTopics =
    [
        Topics.RawSchedule.Name,
        Topics.RawPlayerBoxscore.Name,
        Topics.RawPlayerProps.Name,
    ];

    // At least one transaction, also when nothing is pending: it records that the topics hold this input.
    private void Produce(
        ReplayRun run,
        BatchWriter writer,
        ISourceProducer producer,
        CursorStore cursors,
        IProgress<SeasonReplayProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = run.BatchEnd();
            for (var attempt = 1; !TryBatch(run, end, writer, producer, cursors, attempt, cancellationToken); attempt++) { }

            var committed = run.ToProgress();
            progress?.Report(committed);
            if (!run.IsComplete)
            {
                _pace?.Await(committed, cancellationToken);
            }
        } while (!run.IsComplete);
    }

    // One transaction: the records, the progress they complete, the cursor. False when it was aborted and may be tried again.
    private bool TryBatch(
        ReplayRun run,
        int end,
        BatchWriter writer,
        ISourceProducer producer,
        CursorStore cursors,
        int attempt,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var completeToMs = run.CompleteToAfter(end);
            producer.Begin();
            for (var i = run.Next; i < end; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.Write(producer, run.Row(i));
            }

            _progressSink.Declare(producer, _options.SourceId, RawTopics, completeToMs, producer.Flush());
            cursors.Write(producer, CursorAfter(run, end, completeToMs));
            producer.Commit();
            run.Committed(end, completeToMs);
            return true;
        }
        catch (SourceTransactionException e) when (e.CanRetry && attempt < _options.MaxBatchAttempts)
        {
            Log.BatchAborted(_logger, run.Next, attempt, _options.MaxBatchAttempts, e.Message);
            producer.Abort();
            return false;
        }
        catch (OperationCanceledException)
        {
            producer.Abort();
            throw;
        }
    }

    private SourceCursor CursorAfter(ReplayRun run, int end, long completeToMs) =>
        new()
        {
            SourceId = _options.SourceId,
            Fingerprint = run.Fingerprint,
            Position = run.PositionAfter(end),
            Total = run.Rows.Buffer.Count,
            IsDelta = run.IsDelta,
            CompleteToMs = completeToMs,
            Failures = run.Failures,
        };
}
