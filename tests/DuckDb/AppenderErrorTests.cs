namespace NbaPipeline.DuckDb.Tests;

public sealed class AppenderErrorTests : IDisposable
{
    private readonly DuckDbConnection _connection = DuckDbConnection.OpenInMemory();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void A_value_of_another_type_or_size_is_refused_and_names_the_column()
    {
        _connection.Execute("CREATE TABLE t(small TINYINT, text VARCHAR, dec DECIMAL(4,1))");
        using var appender = _connection.CreateAppender("t", columns: ["small", "text", "dec"]);
        Should.Throw<OverflowException>(() => appender.Columns[0].Append(300));
        Should.Throw<InvalidCastException>(() => appender.Columns[1].Append(1)).Message.ShouldContain("Column text is VARCHAR");
        Should.Throw<InvalidCastException>(() => appender.Columns[1].AppendUtf8([0xFF])).Message.ShouldContain("not valid UTF-8");
        Should.Throw<OverflowException>(() => appender.Columns[2].Append(1.25m)).Message.ShouldContain("DECIMAL(4,1)");
        Should.Throw<OverflowException>(() => appender.Columns[2].Append(1000m));
        appender.Columns[2].Append(-999.9m);
        appender.EndRow();
        appender.Flush();
        _connection.Scalar<string>("SELECT t::VARCHAR FROM t").ShouldBe("{'small': NULL, 'text': NULL, 'dec': -999.9}");
    }

    [Fact]
    public void Two_values_in_one_row_are_refused()
    {
        _connection.Execute("CREATE TABLE t(a INTEGER, b INTEGER)");
        using var appender = _connection.CreateAppender("t");
        appender.Columns[0].Append(1);
        appender.Columns[0].Append(2);
        Should.Throw<InvalidOperationException>(appender.EndRow).Message.ShouldContain("2 values in one row");
    }

    [Fact]
    public void A_constraint_is_reported_with_the_table_and_nothing_is_kept()
    {
        _connection.Execute("CREATE TABLE t(a INTEGER NOT NULL)");
        using var appender = _connection.CreateAppender("t");
        appender.EndRow();
        var error = Should.Throw<DuckDbException>(appender.Flush);
        error.Message.ShouldContain("Table t refused");
        error.ErrorType.ShouldBe(DuckDbErrorType.Constraint);
        _connection.Scalar<long>("SELECT count(*) FROM t").ShouldBe(0);
    }

    [Fact]
    public void Rows_that_were_not_flushed_are_dropped()
    {
        _connection.Execute("CREATE TABLE t(a INTEGER)");
        using (var appender = _connection.CreateAppender("t"))
        {
            for (var i = 0; i < 3000; i++)
            {
                appender.Columns[0].Append(i);
                appender.EndRow();
            }
        }

        _connection.Scalar<long>("SELECT count(*) FROM t").ShouldBe(0);
    }

    [Fact]
    public void Whole_vectors_are_appended_as_spans()
    {
        _connection.Execute("CREATE TABLE t(a BIGINT, b DOUBLE)");
        using var appender = _connection.CreateAppender("t");
        for (var left = 5000; left > 0; )
        {
            var rows = Math.Min(left, appender.FreeRows);
            appender.Columns[0].Free<long>()[..rows].Fill(2);
            appender.Columns[1].Free<double>()[..rows].Fill(0.5);
            appender.EndRows(rows);
            left -= rows;
        }

        appender.Flush();
        _connection.Scalar<string>("SELECT sum(a) || ' ' || sum(b) FROM t").ShouldBe("10000 2500.0");
        Should.Throw<InvalidCastException>(() => _ = appender.Columns[0].Free<int>().Length);
    }

    [Fact]
    public void Lists_longer_than_a_chunk_grow_their_vector()
    {
        _connection.Execute("CREATE TABLE t(l STRUCT(x INTEGER, ys VARCHAR[])[])");
        using (var appender = _connection.CreateAppender("t"))
        {
            var list = appender.Columns[0];
            for (var i = 0; i < 10_000; i++)
            {
                var element = list.Parts[0];
                element.Parts[0].Append(i);
                element.Parts[1].Parts[0].Append($"a text of more than twelve bytes {i}");
                element.Parts[1].EndList();
                element.EndStruct();
            }

            list.EndList();
            appender.EndRow();
            appender.Flush();
        }

        _connection
            .Scalar<long>("SELECT count(*) FROM (SELECT unnest(l) AS e FROM t) WHERE e.ys = ['a text of more than twelve bytes ' || e.x]")
            .ShouldBe(10_000);
    }
}
