using System.Data.Common;

namespace NbaPipeline.DuckDb.Tests;

public sealed class CommandTests : IDisposable
{
    private const string Endless = "SELECT count(*) FROM range(10000000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3";
    private readonly DuckDbConnection _connection = DuckDbConnection.OpenInMemory();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Parameters_are_bound_by_position_and_by_name()
    {
        _connection.Scalar<long>("SELECT ? * 10 + ?", 1L, 2L).ShouldBe(12);
        _connection.Scalar<long>("SELECT $2 * 10 + $1", 1L, 2L).ShouldBe(21);
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT $game || $player";
        command.Parameters.AddValue("player", "b");
        command.Parameters.AddValue("@game", "a");
        command.ExecuteScalar().ShouldBe("ab");
    }

    [Fact]
    public void A_list_is_one_parameter()
    {
        _connection.Scalar<string>("SELECT list_sort($1)::VARCHAR", (object)new[] { "b", "a" }).ShouldBe("[a, b]");
        _connection.Scalar<long>("SELECT len($1::INTEGER[])", (object)Array.Empty<int>()).ShouldBe(0);
    }

    [Fact]
    public void A_parameter_without_value_is_named()
    {
        var error = Should.Throw<DuckDbException>(() => _connection.Scalar<long>("SELECT $game"));
        error.Message.ShouldContain("$game (number 1)");
        error.ErrorType.ShouldBe(DuckDbErrorType.ParameterNotResolved);
    }

    [Fact]
    public void SQL_text_in_a_parameter_stays_text() =>
        _connection.Scalar<string>("SELECT ?", "'; DROP TABLE t; --").ShouldBe("'; DROP TABLE t; --");

    [Fact]
    public void Statements_of_one_text_run_in_order_and_count_their_changes_together()
    {
        _connection.Execute("CREATE TABLE t(i INTEGER); INSERT INTO t VALUES (1), (2); DELETE FROM t WHERE i = 1").ShouldBe(3);
        _connection.Execute("CREATE TABLE u(i INTEGER)").ShouldBe(-1);
        using var reader = _connection.Query("SELECT 1; SELECT i FROM t; CREATE TABLE v(i INTEGER)");
        reader.Read().ShouldBeTrue();
        reader.NextResult().ShouldBeTrue();
        reader.Read().ShouldBeTrue();
        reader.GetInt32(0).ShouldBe(2);
        reader.NextResult().ShouldBeFalse();
        _connection.Scalar<long>("SELECT count(*) FROM v").ShouldBe(0);
    }

    [Theory]
    [InlineData("SELEC 1", DuckDbErrorType.Parser)]
    [InlineData("SELECT * FROM nowhere", DuckDbErrorType.Catalog)]
    [InlineData("SELECT x FROM range(1) t(y)", DuckDbErrorType.Binder)]
    [InlineData("SELECT 'x'::INTEGER", DuckDbErrorType.Conversion)]
    [InlineData("SELECT error('x')", DuckDbErrorType.InvalidInput)]
    public void An_error_has_its_class_and_its_statement(string sql, DuckDbErrorType type)
    {
        var error = Should.Throw<DuckDbException>(() => _connection.Execute(sql));
        error.ErrorType.ShouldBe(type, error.Message);
        error.Sql.ShouldBe(sql);
        error.ShouldBeAssignableTo<DbException>();
    }

    [Fact]
    public void A_statement_beyond_its_timeout_is_interrupted_and_the_connection_goes_on()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = Endless;
        command.CommandTimeout = 1;
        var error = Should.Throw<DuckDbException>(() => command.ExecuteScalar());
        error.ErrorType.ShouldBe(DuckDbErrorType.Interrupt);
        error.Message.ShouldContain("CommandTimeout of 1 s");
        error.InnerException.ShouldBeOfType<TimeoutException>();
        _connection.Scalar<int>("SELECT 1").ShouldBe(1);
    }

    [Fact]
    public async Task Cancellation_interrupts_the_running_statement()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = Endless;
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<OperationCanceledException>(() => Task.Run(() => command.ExecuteScalarAsync(source.Token)));
        _connection.Scalar<int>("SELECT 1").ShouldBe(1);
    }

    [Fact]
    public void A_prepared_command_runs_again_with_other_values()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT ? + 1";
        command.Prepare();
        for (var i = 0L; i < 3; i++)
        {
            command.Parameters.Clear();
            command.Parameters.AddValue(i);
            command.ExecuteScalar().ShouldBe(i + 1);
        }
    }

    [Fact]
    public void A_transaction_that_is_not_committed_leaves_nothing()
    {
        _connection.Execute("CREATE TABLE t(i INTEGER)");
        using (_connection.BeginTransaction())
        {
            _connection.Execute("INSERT INTO t VALUES (1)");
            using var appender = _connection.CreateAppender("t");
            appender.Columns[0].Append(2);
            appender.EndRow();
            appender.Flush();
            _connection.Scalar<long>("SELECT count(*) FROM t").ShouldBe(2);
        }

        _connection.Scalar<long>("SELECT count(*) FROM t").ShouldBe(0);
        using var transaction = _connection.BeginTransaction();
        _connection.Execute("INSERT INTO t VALUES (1)");
        transaction.Commit();
        _connection.Scalar<long>("SELECT count(*) FROM t").ShouldBe(1);
        Should.Throw<InvalidOperationException>(transaction.Rollback);
    }

    [Fact]
    public void The_generic_readers_of_ADO_NET_can_load_it()
    {
        using DbConnection connection = DuckDbConnection.OpenInMemory();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT i, 'x' || i AS name FROM range(3) t(i)";
        using var reader = command.ExecuteReader();
        reader.HasRows.ShouldBeTrue();
        reader.Cast<DbDataRecord>().Select(row => $"{row["i"]}{row["name"]}").ShouldBe(["0x0", "1x1", "2x2"]);
    }

    [Fact]
    public void A_wrong_read_names_column_and_type()
    {
        using var reader = _connection.Query("SELECT 1.5 AS half, NULL::INTEGER AS nothing");
        Should.Throw<InvalidOperationException>(() => reader.GetInt32(0)).Message.ShouldContain("Call Read");
        reader.Read();
        Should.Throw<InvalidCastException>(() => reader.GetInt32(0)).Message.ShouldContain("'half' (DECIMAL(2,1))");
        Should.Throw<InvalidCastException>(() => reader.GetInt32(1)).Message.ShouldContain("'nothing' is NULL");
        reader.GetFieldValue<int?>(1).ShouldBeNull();
        reader.GetDouble(0).ShouldBe(1.5);
        Should.Throw<IndexOutOfRangeException>(() => reader.GetOrdinal("x")).Message.ShouldContain("half, nothing");
    }
}
