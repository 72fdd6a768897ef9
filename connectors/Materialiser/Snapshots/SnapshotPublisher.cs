using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Snapshots;

/// <summary>Writes <c>read.duckdb</c>, the copy that other processes open; docs/materialiser.md has its crash points.</summary>
internal sealed class SnapshotPublisher(
    DuckDbConnection connection,
    IDatabaseFiles files,
    MaterialiserOptions options,
    Action<CommitPoint> probe
)
{
    private const string Attached = "snapshot_being_written";
    private readonly string _target = options.EffectiveSnapshotPath;
    private readonly string _next = options.EffectiveSnapshotPath + ".next";

    /// <summary>Deletes what a crash left half-written.</summary>
    public void CleanUp()
    {
        files.Delete(_next);
        files.Delete(_next + ".wal");
    }

    /// <summary>Whether the snapshot stands for the offsets of the live database: then there is nothing to publish after a restart.</summary>
    public bool IsCurrent()
    {
        if (files.Length(_target) == 0)
        {
            return false;
        }

        try
        {
            connection.Execute($"ATTACH {DuckDbIdentifier.Literal(_target)} AS {Attached} (READ_ONLY)");
        }
        catch (DuckDbException)
        {
            return false; // damaged or of another kind: written anew
        }

        try
        {
            return AreEqual("FROM main.meta", $"FROM {Attached}.main.meta")
                && AreEqual(ColumnsOf("current_database()"), ColumnsOf(DuckDbIdentifier.Literal(Attached)));
        }
        catch (DuckDbException)
        {
            return false;
        }
        finally
        {
            connection.Execute($"DETACH {Attached}");
        }
    }

    private bool AreEqual(string one, string other) =>
        connection.Scalar<long>($"SELECT count(*) FROM (({one} EXCEPT {other}) UNION ALL ({other} EXCEPT {one}))") == 0;

    private static string ColumnsOf(string database) =>
        $"SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = {database} AND NOT internal";

    /// <exception cref="MaterialiserException">There is no room for it; the previous snapshot stays.</exception>
    public void Publish()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(_target))!;
        files.CreateFolder(folder);
        DiskSpace.Require(files, folder, files.Length(options.DatabasePath), options.MinFreeBytes, $"the snapshot {_target}");
        CleanUp();
        Copy();
        probe(CommitPoint.SnapshotCopied);
        files.FlushFile(_next);
        probe(CommitPoint.SnapshotFlushed);
        files.Delete(_target + ".wal"); // left by someone who opened the old snapshot for writing; it would not fit the new one
        files.Replace(_next, _target);
        files.FlushFolder(folder);
        probe(CommitPoint.SnapshotRenamed);
    }

    private void Copy()
    {
        connection.Execute($"ATTACH {DuckDbIdentifier.Literal(_next)} AS {Attached}");
        try
        {
            var source = DuckDbIdentifier.Quote(connection.Scalar<string>("SELECT current_database()")!);
            connection.Execute($"COPY FROM DATABASE {source} TO {Attached}");
            connection.Execute($"CHECKPOINT {Attached}");
        }
        finally
        {
            connection.Execute($"DETACH {Attached}");
        }
    }
}
