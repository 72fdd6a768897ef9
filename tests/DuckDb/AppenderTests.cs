namespace NbaPipeline.DuckDb.Tests;

public class AppenderTests
{
    [Fact]
    public void Rows_of_several_chunks_with_nulls_short_and_long_texts_and_lists_arrive_as_they_were_appended()
    {
        using var connection = DuckDbConnection.OpenInMemory();
        connection.Execute(
            "CREATE TABLE t(i BIGINT, s VARCHAR, d DOUBLE, l INTEGER[], m MAP(VARCHAR, BIGINT), r STRUCT(a INTEGER, b VARCHAR))"
        );
        const int Rows = 5000;
        using (var appender = connection.CreateAppender("t"))
        {
            for (var i = 0; i < Rows; i++)
            {
                AppendRow(appender, i);
            }

            appender.Flush();
        }

        connection.Scalar<long>("SELECT count(*) FROM t").ShouldBe(Rows);
        connection
            .Scalar<long>(
                """
                SELECT count(*) FROM t WHERE
                    s IS NOT DISTINCT FROM (CASE WHEN i % 5 = 0 THEN NULL WHEN i % 2 = 0 THEN 'p' || i ELSE 'a longer text é ' || i END)
                    AND d = i / 2
                    AND l IS NOT DISTINCT FROM (CASE WHEN i % 7 = 0 THEN NULL ELSE [x::INTEGER FOR x IN range(i % 4)] END)
                    AND m IS NOT DISTINCT FROM (CASE WHEN i % 3 = 0 THEN NULL ELSE MAP {'k' || i: i} END)
                    AND r IS NOT DISTINCT FROM (CASE WHEN i % 11 = 0 THEN NULL ELSE {'a': i::INTEGER, 'b': NULL::VARCHAR} END)
                """
            )
            .ShouldBe(Rows);
    }

    private static void AppendRow(DuckDbAppender appender, int i)
    {
        var columns = appender.Columns;
        columns[0].Append(i);
        if (i % 5 != 0)
        {
            columns[1].Append(i % 2 == 0 ? $"p{i}" : $"a longer text é {i}");
        }

        columns[2].Append(i / 2.0);
        if (i % 7 != 0)
        {
            for (var x = 0; x < i % 4; x++)
            {
                columns[3].Parts[0].Append(x);
            }

            columns[3].EndList();
        }

        if (i % 3 != 0)
        {
            columns[4].Parts[0].Append($"k{i}");
            columns[4].Parts[1].Append(i);
            columns[4].EndMap();
        }

        if (i % 11 != 0)
        {
            columns[5].Parts[0].Append(i);
            columns[5].EndStruct();
        }

        appender.EndRow();
    }

    [Fact]
    public void An_abandoned_row_leaves_nothing_behind()
    {
        using var connection = DuckDbConnection.OpenInMemory();
        connection.Execute("CREATE TABLE t(i BIGINT, l VARCHAR[])");
        using (var appender = connection.CreateAppender("t"))
        {
            appender.Columns[0].Append(1);
            appender.Columns[1].Parts[0].Append("kept");
            appender.Columns[1].EndList();
            appender.EndRow();
            appender.Columns[0].AppendNull();
            appender.Columns[1].Parts[0].Append("dropped");
            appender.AbandonRow();
            appender.Columns[0].Append(2);
            appender.Columns[1].Parts[0].Append("second");
            appender.Columns[1].EndList();
            appender.EndRow();
            appender.Flush();
        }

        connection.Scalar<string>("SELECT list((i, l) ORDER BY i)::VARCHAR FROM t").ShouldBe("[(1, [kept]), (2, [second])]");
    }
}
