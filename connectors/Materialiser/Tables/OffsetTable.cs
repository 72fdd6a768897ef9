using Confluent.Kafka;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Tables;

/// <summary>The table <c>meta</c>: what of each partition the tables stand for.</summary>
internal sealed class OffsetTable
{
    private const string Name = "main.meta";
    private readonly DuckDbConnection _connection;

    public OffsetTable(DuckDbConnection connection)
    {
        _connection = connection;
        connection.Execute(
            $"""
            CREATE TABLE IF NOT EXISTS {Name} (
                topic VARCHAR, "partition" INTEGER, next_offset BIGINT, event_time TIMESTAMP WITH TIME ZONE,
                records BIGINT, "rows" BIGINT, dead_letters BIGINT)
            """
        );
    }

    public Dictionary<TopicPartition, PartitionProgress> Load()
    {
        var progress = new Dictionary<TopicPartition, PartitionProgress>();
        using var reader = _connection.Query(
            $"""SELECT topic, "partition", next_offset, coalesce(epoch_ms(event_time), -1), records, "rows", dead_letters FROM {Name}"""
        );
        while (reader.Read())
        {
            progress[new TopicPartition(reader.GetString(0), reader.GetInt32(1))] = new PartitionProgress(
                reader.GetInt64(2),
                reader.GetInt64(4),
                reader.GetInt64(5),
                reader.GetInt64(6),
                reader.GetInt64(3)
            );
        }

        return progress;
    }

    /// <summary>Writes the partitions that moved, within the running transaction.</summary>
    public void Store(IReadOnlyDictionary<TopicPartition, PartitionProgress> moved)
    {
        using var delete = _connection.CreateCommand();
        delete.CommandText = $"""DELETE FROM {Name} WHERE topic = ? AND "partition" = ?""";
        delete.Prepare();
        foreach (var partition in moved.Keys)
        {
            delete.Parameters.Clear();
            delete.Parameters.AddValue(partition.Topic);
            delete.Parameters.AddValue(partition.Partition.Value);
            delete.ExecuteNonQuery();
        }

        using var appender = _connection.CreateAppender("meta", schema: "main");
        var columns = appender.Columns;
        foreach (var (partition, progress) in moved)
        {
            columns[0].Append(partition.Topic);
            columns[1].Append(partition.Partition.Value);
            columns[2].Append(progress.NextOffset);
            if (progress.EventTimeMs >= 0)
            {
                columns[3].AppendEpoch(progress.EventTimeMs * TimeSpan.MicrosecondsPerMillisecond);
            }

            columns[4].Append(progress.Records);
            columns[5].Append(progress.Rows);
            columns[6].Append(progress.DeadLetters);
            appender.EndRow();
        }

        appender.Flush();
    }
}
