namespace NbaPipeline.DuckDb;

/// <summary>How to open a database. Connections of one process to the same file share one database and must agree in these.</summary>
public sealed record DuckDbOptions
{
    /// <summary>Path of the database file; null, empty or <c>:memory:</c> is a database of this connection alone.</summary>
    public string? Path { get; init; }

    /// <summary>Open for reading only. The file must exist; several processes may do so while none writes.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Worker threads; null leaves DuckDB's choice, one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>Limit of the buffer manager in MiB; null leaves DuckDB's choice, 80 % of the machine.</summary>
    public int? MemoryLimitMib { get; init; }

    /// <summary>
    /// Further settings of DuckDB by name. Extensions are neither downloaded nor loaded unless asked for here
    /// (<c>autoinstall_known_extensions</c>, <c>autoload_known_extensions</c>): parquet, json and icu are built in.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    internal bool IsInMemory => string.IsNullOrEmpty(Path) || Path == ":memory:";
}
