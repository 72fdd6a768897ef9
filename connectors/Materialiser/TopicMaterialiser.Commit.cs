using System.Globalization;

namespace NbaPipeline.Materialiser;

public sealed partial class TopicMaterialiser
{
    private sealed partial class MaterialiserRun
    {
        private void CommitIfDue()
        {
            if (_batch.IsEmpty)
            {
                return;
            }

            var isFull = _batch.Records >= _options.MaxBatchRecords || _batch.Bytes >= _options.MaxBatchBytes;
            if (isFull || _partitionsNotAtEnd == 0 || _time.GetElapsedTime(_batch.StartedAt).TotalMilliseconds >= _options.MaxBatchDelayMs)
            {
                Commit();
            }
        }

        /// <summary>Rows, dead letters and offsets in one transaction; only then the progress moves.</summary>
        private void Commit()
        {
            if (_batch.IsEmpty)
            {
                return;
            }

            var folder = Path.GetDirectoryName(Path.GetFullPath(_options.DatabasePath))!;
            const int TablesAndLog = 2;
            DiskSpace.Require(_owner._files, folder, _batch.Bytes * TablesAndLog, _options.MinFreeBytes, BatchText());
            _owner.Probe(CommitPoint.RecordsStaged);
            _transaction ??= _connection.BeginTransaction();
            foreach (var table in _tables.Values)
            {
                table.Merge();
            }

            _owner.Probe(CommitPoint.TablesMerged);
            StoreDeadLetters();
            _owner.Probe(CommitPoint.DeadLettersSent);
            _offsets.Store(_batch.Moved);
            _owner.Probe(CommitPoint.OffsetsStored);
            _transaction.Commit();
            _transaction = null;
            _owner.Probe(CommitPoint.Committed);
            foreach (var (partition, progress) in _batch.Moved)
            {
                _committed[partition] = progress;
            }

            _batch.Clear();
            _isDirty = true;
            Advance();
        }

        private void StoreDeadLetters()
        {
            if (_batch.DeadLetters.Count == 0)
            {
                return;
            }

            MaterialiserLog.DeadLettered(_owner._logger, _batch.DeadLetters.Count, _batch.DeadLetters[0].Reason);
            _owner._deadLetterSink?.Write(_batch.DeadLetters);
            _deadLetters.Store(_batch.DeadLetters);
        }

        /// <summary>Others get a copy, as this run goes on to change its own.</summary>
        private void Advance() => _owner._waiters.Advance(new MaterialiserProgress(_committed.ToDictionary()));

        private string BatchText() =>
            string.Create(CultureInfo.InvariantCulture, $"a batch of {_batch.Records} records for {_options.DatabasePath}");

        private void PublishIfDue()
        {
            var interval = Math.Clamp(_publishMs * SnapshotShare, _options.SnapshotIntervalMs, MaxSnapshotIntervalMs);
            if (_isDirty && _batch.IsEmpty && _time.GetElapsedTime(_publishedAt).TotalMilliseconds >= interval)
            {
                Publish();
            }
        }

        private void Publish()
        {
            if (!_isDirty)
            {
                return;
            }

            var start = _time.GetTimestamp();
            _snapshots.Publish();
            _publishMs = _time.GetElapsedTime(start).TotalMilliseconds;
            _publishedAt = _time.GetTimestamp();
            _isDirty = false;
            MaterialiserLog.Published(_owner._logger, _publishMs);
        }

        private void Abandon()
        {
            foreach (var table in _tables.Values)
            {
                table.Abandon();
            }

            _transaction?.Dispose();
            _transaction = null;
        }
    }
}
