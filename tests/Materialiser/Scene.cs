using NbaPipeline.Avro;
using NbaPipeline.DuckDb;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Materialiser.Tests;

/// <summary>A folder, logs and a registry; runs materialisers over them and reads the tables.</summary>
internal sealed class Scene : IDisposable
{
    public const string Points = "nba.predictions.points";
    public const string Rows = "nba.raw.rows";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    public static readonly AvroSchema PointsSchema = AvroSchema.Parse(
        """
        {"type": "record", "name": "Point", "namespace": "t", "fields": [
            {"name": "game_id", "type": "string", "doc": "Id of the game."},
            {"name": "line", "type": ["null", "double"], "default": null},
            {"name": "points", "type": "int"}]}
        """
    );

    public static readonly AvroSchema RowsSchema = AvroSchema.Parse(
        """{"type": "record", "name": "Row", "namespace": "t", "fields": [{"name": "text", "type": "string"}]}"""
    );

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nba-materialiser-");

    public Scene()
    {
        PointsId = Registry.Register(Points + "-value", PointsSchema);
        RowsId = Registry.Register(Rows + "-value", RowsSchema);
    }

    public InMemorySchemaRegistry Registry { get; } = new();

    public FakeRecordSource Source { get; private set; } = new();

    public LetterList Letters { get; } = new();

    public FakeDatabaseFiles Files { get; } = new();

    public int PointsId { get; }

    public int RowsId { get; }

    public string Folder => _folder.FullName;

    public MaterialiserOptions Options =>
        new()
        {
            DatabasePath = Path.Combine(Folder, "nba.duckdb"),
            MaxBatchRecords = 7,
            PollTimeoutMs = 5,
            DiscoverIntervalMs = 5,
            MinFreeBytes = 1,
            Threads = 1,
        };

    public IReadOnlyList<TableMapping> Mappings { get; set; } =
    [new TableMapping(Points, PointsSchema, "game_id", "line"), new TableMapping(Rows, RowsSchema)];

    public void AddPoints(string game, double? line, int points, long timeMs = 1_000, string? key = null) =>
        Source.Add(Points, key ?? game, PointsValue(game, line, points), timeMs);

    public byte[] PointsValue(string game, double? line, int points) =>
        AvroBytes.Frame(
            PointsId,
            (ref AvroWriter writer) =>
            {
                writer.WriteString(game);
                writer.WriteUnion(line is null ? 0 : 1);
                if (line is { } value)
                {
                    writer.WriteDouble(value);
                }

                writer.WriteInt(points);
            }
        );

    public void AddRow(string text, int partition = 0) =>
        Source.Add(Rows, "k", AvroBytes.Frame(RowsId, (ref AvroWriter writer) => writer.WriteString(text)), partition: partition);

    public TopicMaterialiser Create(MaterialiserOptions? options = null, Action<CommitPoint>? probe = null)
    {
        Source = Source.Reopen();
        return new TopicMaterialiser(options ?? Options, Mappings, () => Source, Registry, Letters, Files)
        {
            Probe = probe ?? (static _ => { }),
        };
    }

    /// <summary>Runs until all that is in the logs is committed, then stops.</summary>
    public async Task<TopicMaterialiser> RunToEndAsync(MaterialiserOptions? options = null)
    {
        var materialiser = Create(options);
        using var stop = new CancellationTokenSource();
        var run = materialiser.RunAsync(stop.Token);
        await materialiser.CaughtUpAsync(Source.Ends, CancellationToken.None).WaitAsync(Deadline);
        await stop.CancelAsync();
        await run.WaitAsync(Deadline);
        return materialiser;
    }

    /// <summary>Runs until it fails.</summary>
    public static async Task<Exception> RunToFailureAsync(TopicMaterialiser materialiser)
    {
        using var stop = new CancellationTokenSource();
        return await Should.ThrowAsync<Exception>(materialiser.RunAsync(stop.Token).WaitAsync(Deadline));
    }

    /// <summary>A query's rows as one text each.</summary>
    public List<string> Query(string sql, string file = "nba.duckdb") => Query(Folder, file, sql);

    public static List<string> Query(string folder, string file, string sql)
    {
        using var connection = DuckDbConnection.OpenFile(Path.Combine(folder, file), readOnly: true);
        connection.Execute("SET TimeZone = 'UTC'");
        using var reader = connection.Query(sql);
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(
                string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetString(i)))
            );
        }

        return rows;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
