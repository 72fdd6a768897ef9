using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Tables;

/// <summary>The table <c>materialiser.dead_letters</c>.</summary>
internal sealed class DeadLetterTable
{
    private readonly DuckDbConnection _connection;

    public DeadLetterTable(DuckDbConnection connection)
    {
        _connection = connection;
        connection.Execute(
            """
            CREATE SCHEMA IF NOT EXISTS materialiser;
            CREATE TABLE IF NOT EXISTS materialiser.dead_letters (
                topic VARCHAR, "partition" INTEGER, "offset" BIGINT, record_time TIMESTAMP WITH TIME ZONE,
                record_key BLOB, value BLOB, reason VARCHAR)
            """
        );
    }

    public void Store(IReadOnlyList<DeadLetter> letters)
    {
        using var appender = _connection.CreateAppender("dead_letters", schema: "materialiser");
        var columns = appender.Columns;
        foreach (var letter in letters)
        {
            columns[0].Append(letter.Topic);
            columns[1].Append(letter.Partition);
            columns[2].Append(letter.Offset);
            columns[3].Append(letter.RecordTime);
            Append(columns[4], letter.Key);
            Append(columns[5], letter.Value);
            columns[6].Append(letter.Reason);
            appender.EndRow();
        }

        appender.Flush();
    }

    private static void Append(AppenderColumn column, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is { } value)
        {
            column.AppendBytes(value.Span);
        }
        else
        {
            column.AppendNull();
        }
    }
}
