using System.Diagnostics.Metrics;

namespace NbaPipeline.Dataflow;

/// <summary>
/// Publishes the counters of an application while it is not disposed. The threads count in plain fields; a reader of the meter sums
/// them, so nobody pays when nobody looks.
/// </summary>
internal sealed class DataflowMeters : IDisposable
{
    private readonly DataflowApplication _application;
    private readonly KeyValuePair<string, object?>[] _tags;
    private volatile bool _disposed;

    public DataflowMeters(DataflowApplication application)
    {
        _application = application;
        _tags = [new("dataflow.application.id", application.Options.ApplicationId)];
        Counter("dataflow.records.processed", "{record}", "Input records processed.", m => m.RecordsProcessed);
        Counter("dataflow.records.produced", "{record}", "Output records sent, changelogs not among them.", m => m.RecordsProduced);
        Counter("dataflow.records.dead_lettered", "{record}", "Records set aside in a dead letter topic.", m => m.RecordsDeadLettered);
        Counter("dataflow.commits", "{commit}", "Commits of all threads.", m => m.Commits);
        Counter("dataflow.aborts", "{abort}", "Transactions rolled back.", m => m.Aborts);
        Counter("dataflow.producer.rebuilds", "{producer}", "Producers made anew after an indefinite outcome.", m => m.ProducerRebuilds);
        DataflowDiagnostics.Meter.CreateObservableCounter(
            "dataflow.records.dropped",
            Dropped,
            "{record}",
            "Records dropped on purpose, by reason."
        );
        DataflowDiagnostics.Meter.CreateObservableGauge(
            "dataflow.commit.duration",
            CommitDurations,
            "s",
            "Duration of the last commits, by quantile."
        );
        DataflowDiagnostics.Meter.CreateObservableGauge(
            "dataflow.restore.remaining",
            () => Observe(m => m.RecordsRestoring),
            "{record}",
            "Changelog records still to restore."
        );
    }

    public void Dispose() => _disposed = true;

    private void Counter(string name, string unit, string description, Func<ApplicationMetrics, long> of) =>
        DataflowDiagnostics.Meter.CreateObservableCounter(name, () => Observe(of), unit, description);

    private IEnumerable<Measurement<long>> Observe(Func<ApplicationMetrics, long> of) =>
        _disposed ? [] : [new Measurement<long>(of(_application.Metrics), _tags)];

    private IEnumerable<Measurement<long>> Dropped()
    {
        if (_disposed)
        {
            return [];
        }
        var metrics = _application.Metrics;
        return
        [
            new(metrics.RecordsDroppedLate, [.. _tags, new("reason", "late")]),
            new(metrics.RecordsDroppedNullKey, [.. _tags, new("reason", "null_key")]),
            new(metrics.RecordsDroppedNullValue, [.. _tags, new("reason", "null_value")]),
        ];
    }

    private IEnumerable<Measurement<double>> CommitDurations()
    {
        if (_disposed)
        {
            return [];
        }
        var metrics = _application.Metrics;
        return
        [
            new(metrics.CommitMsP50 / 1000, [.. _tags, new("quantile", "0.5")]),
            new(metrics.CommitMsP99 / 1000, [.. _tags, new("quantile", "0.99")]),
        ];
    }
}
