using System.Text.Json;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Integration.Tests;

/// <summary>A run that has come to its end, with its report and its tables.</summary>
internal sealed class FinishedRun : IDisposable
{
    private readonly string _folder;
    private readonly DuckDbConnection _connection;

    private FinishedRun(string folder, JsonElement report, DuckDbConnection connection)
    {
        _folder = folder;
        Report = report;
        _connection = connection;
    }

    /// <summary>The one object that `nba run -o json` prints.</summary>
    public JsonElement Report { get; }

    public static async Task<FinishedRun> OfAsync(KafkaKind kafka, string input, params string[] more)
    {
        var folder = Directory.CreateTempSubdirectory("nba-integration-").FullName;
        using var run = NbaRun.Start(folder, input, kafka, more);
        (await run.EndAsync()).ShouldBe(0, run.Output);
        var connection = new DuckDbConnection(new DuckDbOptions { Path = Path.Combine(folder, "read.duckdb"), ReadOnly = true });
        connection.Open();
        return new FinishedRun(folder, JsonDocument.Parse(run.Answer).RootElement.Clone(), connection);
    }

    /// <summary>Rows of a query, each turned into one value.</summary>
    public List<T> Query<T>(string sql, Func<DuckDbDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = (DuckDbDataReader)command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    public long Topic(string name, string field) =>
        Report.GetProperty("topics").EnumerateArray().Single(t => t.GetProperty("name").GetString() == name).GetProperty(field).GetInt64();

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(_folder, true);
    }
}
