using System.CommandLine;
using System.Data.Common;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba sql`: any DuckDB query on the published snapshot, also while a run is on.</summary>
internal sealed class SqlCommand : Verb
{
    private readonly Argument<string> _query = new("query") { HelpName = "QUERY", Description = "a query; - reads it from standard input" };
    private readonly OutputOptions _output = new();

    public SqlCommand()
        : base("sql", "runs a DuckDB query on the snapshot that the run publishes (read only)")
    {
        Add(_query);
        _output.AddTo(this);
    }

    public override IReadOnlyList<string> Examples =>
        [
            "nba sql \"from predictions.points limit 5\"",
            "nba sql \"select count(*) games from clean.schedule\" -o json",
            "nba sql \"show all tables\" -o wide",
        ];

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
        [(ExitCode.Failed, "the query failed"), (ExitCode.NotReady, "there is no snapshot yet")];

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        _output.FormatOf(context);
        var query = context.Get(_query)!;
        query = query == "-" ? await context.Host.In.ReadToEndAsync(cancel) : query;
        if (string.IsNullOrWhiteSpace(query))
        {
            throw CliException.Usage("the query is empty");
        }

        var file = context.Data.ReadDatabase;
        if (!File.Exists(file))
        {
            throw new CliException(
                ExitCode.NotReady,
                "there is no snapshot to query yet",
                file,
                remedy: $"fill it first: nba run --data-dir {context.Data.Path}"
            );
        }

        using var database = Open(context, file);
        try
        {
            await PrintAsync(context, database, query, cancel);
            return ExitCode.Done;
        }
        catch (DbException e)
        {
            throw new CliException(ExitCode.Failed, "the query failed", values: e.Message, remedy: Remedy(e), inner: e);
        }
    }

    private static DbConnection Open(VerbContext context, string file)
    {
        var database = context.Services.OpenDatabase(file);
        try
        {
            database.Open();
            return database;
        }
        catch (DbException e)
        {
            database.Dispose();
            throw new CliException(
                ExitCode.Failed,
                "the snapshot cannot be opened",
                file,
                e.Message,
                "delete it and run nba run again: it is made anew from the topics",
                e
            );
        }
    }

    private static string? Remedy(DbException e) =>
        e.Message.Contains("read-only", StringComparison.OrdinalIgnoreCase)
            ? "nba sql only reads; the tables are written by nba run alone"
            : "nba sql \"show all tables\" lists what there is";

    private async Task PrintAsync(VerbContext context, DbConnection database, string query, CancellationToken cancel)
    {
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // the query is the user's own, on a snapshot opened read-only
        command.CommandText = query;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        do
        {
            var columns = Enumerable
                .Range(0, reader.FieldCount)
                .Select(i => new Column(reader.GetName(i), IsNumber(reader.GetFieldType(i))))
                .ToList();
            if (_output.ListsFields(context, columns))
            {
                return;
            }

            var writer = _output.WriterFor(context);
            writer.Begin(columns);
            var row = new object?[columns.Count];
            while (await reader.ReadAsync(cancel))
            {
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                }

                writer.Row(row);
            }

            writer.End();
        } while (await reader.NextResultAsync(cancel));
    }

    private static bool IsNumber(Type type) =>
        Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal
        || type == typeof(System.Numerics.BigInteger)
        || type == typeof(Int128);
}
