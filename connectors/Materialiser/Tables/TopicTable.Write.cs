using Confluent.Kafka;
using NbaPipeline.Avro;
using NbaPipeline.AvroSerdes;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Tables;

internal sealed partial class TopicTable
{
    private DuckDbAppender? _appender;
    private long _deletes;

    /// <summary>Stages a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="number">Its number among the good records of its partition, from 1.</param>
    /// <param name="order">Its number in the batch.</param>
    /// <returns>Null if it is staged, otherwise why it cannot become a row.</returns>
    public string? Write(ConsumeResult<byte[]?, byte[]?> record, long number, long order)
    {
        var appender = _appender ??= OpenStaging();
        try
        {
            if (record.Message.Value is { } value)
            {
                if (!WireFormat.TryRead(value, out var schemaId, out var body))
                {
                    return "the value is not framed: it must begin with a zero byte and four bytes of schema id";
                }

                var plan = PlanOf(schemaId);
                if (plan.Error is not null)
                {
                    return plan.Error;
                }

                plan.Plan!.Read(body, appender.Columns);
            }
            else if (Mapping.IsAppend)
            {
                return "there is no value, and the table has no identity by which it could delete a row";
            }
            else if (record.Message.Key is null)
            {
                return "there is neither key nor value";
            }

            WriteOrigin(appender.Columns[_columns.Count..], record, number, order);
            _deletes += record.Message.Value is null ? 1 : 0;
        }
        catch (Exception error) when (error is AvroException or InvalidCastException or OverflowException)
        {
            appender.AbandonRow();
            return error.Message;
        }

        appender.EndRow();
        return null;
    }

    /// <summary>Drops what is staged, after a failure.</summary>
    public void Abandon()
    {
        _appender?.Dispose();
        _appender = null;
        _deletes = 0;
    }

    private static void WriteOrigin(ReadOnlySpan<AppenderColumn> columns, ConsumeResult<byte[]?, byte[]?> record, long number, long order)
    {
        columns[0].Append(record.Partition.Value);
        columns[1].Append(record.Offset.Value);
        columns[2].AppendEpoch(record.Message.Timestamp.UnixTimestampMs * TimeSpan.MicrosecondsPerMillisecond);
        if (record.Message.Key is { } key)
        {
            columns[3].AppendUtf8(key);
        }

        columns[4].Append(number);
        columns[5].Append(order);
        columns[6].Append(record.Message.Value is null);
    }

    private DuckDbAppender OpenStaging()
    {
        _connection.Execute(
            $"CREATE OR REPLACE TEMP TABLE {DuckDbIdentifier.Quote(Names.StagedName)} ({TableNames.Declare([.. _columns, .. TableNames.StagedColumns])})"
        );
        return _connection.CreateAppender(Names.StagedName, schema: "main", catalog: "temp");
    }
}
