using Confluent.Kafka;
using NbaPipeline.DuckDb;
using NbaPipeline.Materialiser.Snapshots;
using NbaPipeline.Materialiser.Tables;

namespace NbaPipeline.Materialiser;

public sealed partial class TopicMaterialiser
{
    /// <summary>One run: what is open while it lasts. Used by one thread.</summary>
    private sealed partial class MaterialiserRun
    {
        private const int MaxSnapshotIntervalMs = 10_000;
        private const int SnapshotShare = 4;
        private readonly TopicMaterialiser _owner;
        private readonly MaterialiserOptions _options;
        private readonly DuckDbConnection _connection;
        private readonly IRecordSource _source;
        private readonly TimeProvider _time;
        private readonly Dictionary<string, TopicTable> _tables;
        private readonly OffsetTable _offsets;
        private readonly DeadLetterTable _deadLetters;
        private readonly SnapshotPublisher _snapshots;
        private readonly Batch _batch = new();
        private readonly Dictionary<TopicPartition, bool> _atEnd = [];
        private readonly string[] _topics;
        private readonly Dictionary<TopicPartition, PartitionProgress> _committed;
        private DuckDbTransaction? _transaction;
        private long _discoveredAt;
        private long _publishedAt;
        private double _publishMs;
        private int _partitionsNotAtEnd;
        private bool _isDirty;
        private bool _hasDiscovered;

        public MaterialiserRun(TopicMaterialiser owner, DuckDbConnection connection, IRecordSource source)
        {
            _owner = owner;
            _options = owner._options;
            _connection = connection;
            _source = source;
            _time = owner._time;
            _offsets = new OffsetTable(connection);
            _deadLetters = new DeadLetterTable(connection);
            _tables = owner._mappings.ToDictionary(
                m => m.Topic,
                m => new TopicTable(connection, owner._registry, m),
                StringComparer.Ordinal
            );
            _topics = [.. owner._mappings.Select(m => m.Topic)];
            _snapshots = new SnapshotPublisher(connection, owner._files, _options, owner.Probe);
            _committed = _offsets.Load();
            _isDirty = !_snapshots.IsCurrent();
            _publishedAt = _time.GetTimestamp();
            Advance();
            MaterialiserLog.Opened(owner._logger, _options.DatabasePath, owner.Progress.Records, _committed.Count);
        }

        public void Loop(CancellationToken cancellationToken)
        {
            _snapshots.CleanUp();
            try
            {
                while (!cancellationToken.IsCancellationRequested)
                {
                    DiscoverIfDue();
                    Take(_source.Consume(TimeSpan.FromMilliseconds(_options.PollTimeoutMs)));
                    CommitIfDue();
                    PublishIfDue();
                }

                Commit();
                Publish();
                MaterialiserLog.Stopped(_owner._logger, _owner.Progress.Records, _options.DatabasePath);
            }
            finally
            {
                Abandon();
            }
        }

        private void DiscoverIfDue()
        {
            if (_hasDiscovered && _time.GetElapsedTime(_discoveredAt).TotalMilliseconds < _options.DiscoverIntervalMs)
            {
                return;
            }

            _discoveredAt = _time.GetTimestamp();
            if (FindPartitions() is not { } found)
            {
                return;
            }

            var added = new List<TopicPartitionOffset>();
            foreach (var (topic, count) in found)
            {
                for (var partition = 0; partition < count; partition++)
                {
                    var key = new TopicPartition(topic, partition);
                    if (_atEnd.TryAdd(key, false))
                    {
                        added.Add(
                            new TopicPartitionOffset(key, _committed.TryGetValue(key, out var at) ? at.NextOffset : Offset.Beginning)
                        );
                    }
                }
            }

            if (added.Count > 0)
            {
                _partitionsNotAtEnd += added.Count;
                _source.Assign(added);
                MaterialiserLog.Assigned(_owner._logger, string.Join(", ", added));
            }

            if (!_hasDiscovered && found.Count < _topics.Length)
            {
                MaterialiserLog.Waiting(_owner._logger, string.Join(", ", _topics.Except(found.Keys)));
            }

            _hasDiscovered = true;
        }

        /// <summary>At the start a broker that does not answer is an error; later it may be restarting, and the next look will tell.</summary>
        private IReadOnlyDictionary<string, int>? FindPartitions()
        {
            try
            {
                return _source.PartitionCounts(_topics);
            }
            catch (MaterialiserException error) when (_hasDiscovered)
            {
                MaterialiserLog.ClientError(_owner._logger, error.Message);
                return null;
            }
        }

        private void Take(ConsumeResult<byte[]?, byte[]?>? result)
        {
            if (result is null)
            {
                return;
            }

            SetAtEnd(result.TopicPartition, result.IsPartitionEOF);
            var progress = _batch.Of(result.TopicPartition, _committed);
            if (result.IsPartitionEOF)
            {
                if (result.Offset.Value > progress.NextOffset)
                {
                    _batch.Start(_time.GetTimestamp());
                    _batch.Move(result.TopicPartition, progress with { NextOffset = result.Offset.Value });
                }

                return;
            }

            if (result.Offset.Value >= progress.NextOffset)
            {
                Stage(result);
            }
        }

        /// <summary>A new schema may need new columns; those are not made inside the transaction of a batch.</summary>
        private void Stage(ConsumeResult<byte[]?, byte[]?> record)
        {
            var table = _tables[record.Topic];
            if (record.Message.Value is { } value && table.NeedsAlter(value))
            {
                Commit();
                table.Alter(value);
                MaterialiserLog.Altered(_owner._logger, table.Mapping.Table);
            }

            _batch.Start(_time.GetTimestamp());
            _transaction ??= _connection.BeginTransaction();
            var progress = _batch.Of(record.TopicPartition, _committed);
            var reason = table.Write(record, progress.Rows + 1, _batch.Records);
            if (reason is not null)
            {
                _batch.Add(
                    new DeadLetter(
                        record.Topic,
                        record.Partition.Value,
                        record.Offset.Value,
                        record.Message.Timestamp.UtcDateTime,
                        record.Message.Key,
                        record.Message.Value,
                        $"{record.Topic}[{record.Partition.Value}]@{record.Offset.Value}: {reason}"
                    )
                );
            }

            _batch.Count(record);
            _batch.Move(
                record.TopicPartition,
                new PartitionProgress(
                    record.Offset.Value + 1,
                    progress.Records + 1,
                    progress.Rows + (reason is null ? 1 : 0),
                    progress.DeadLetters + (reason is null ? 0 : 1),
                    Math.Max(progress.EventTimeMs, record.Message.Timestamp.UnixTimestampMs)
                )
            );
        }

        private void SetAtEnd(TopicPartition partition, bool atEnd)
        {
            if (_atEnd.TryGetValue(partition, out var was) && was != atEnd)
            {
                _atEnd[partition] = atEnd;
                _partitionsNotAtEnd += atEnd ? -1 : 1;
            }
        }
    }
}
