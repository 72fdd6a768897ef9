using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Snapshots;

/// <summary>Writes <c>read.duckdb</c>, the copy that other processes open; docs/materialiser.md has its crash points.</summary>
internal sealed class SnapshotPublisher(
    DuckDbConnection connection,
    IFileSystem files,
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
