using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NbaPipeline.DuckDb;

/// <summary>
/// <c>Data Source=path;Read Only=true;Threads=2;Memory Limit Mib=1024;any_duckdb_setting=value</c>. Keys that are not named here
/// are settings of DuckDB.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name of the ADO.NET shape: <Provider>ConnectionStringBuilder.")]
[SuppressMessage("Design", "CA1010", Justification = "The base class fixes the collection interfaces.")]
public sealed class DuckDbConnectionStringBuilder : DbConnectionStringBuilder
{
    private const string DataSourceKey = "Data Source";
    private const string ReadOnlyKey = "Read Only";
    private const string ThreadsKey = "Threads";
    private const string MemoryKey = "Memory Limit Mib";

    /// <summary>An empty builder: a database in memory.</summary>
    public DuckDbConnectionStringBuilder() { }

    /// <summary>Parses a connection string.</summary>
    /// <exception cref="ArgumentException">It is not a list of <c>key=value</c>.</exception>
    public DuckDbConnectionStringBuilder(string connectionString) => ConnectionString = connectionString;

    /// <summary>Path of the database file, <c>:memory:</c> if empty.</summary>
    public string? DataSource
    {
        get => Text(DataSourceKey);
        set => this[DataSourceKey] = value;
    }

    /// <summary>Open for reading only.</summary>
    public bool ReadOnly
    {
        get => Text(ReadOnlyKey) is { } text && bool.Parse(text);
        set => this[ReadOnlyKey] = value ? "true" : "false";
    }

    /// <summary>The options that the string stands for.</summary>
    /// <exception cref="FormatException">A number or truth value is not one.</exception>
    public DuckDbOptions ToOptions()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string key in Keys)
        {
            if (!IsOwn(key))
            {
                settings[key] = Text(key) ?? "";
            }
        }

        return new DuckDbOptions
        {
            Path = DataSource,
            ReadOnly = ReadOnly,
            Threads = Number(ThreadsKey),
            MemoryLimitMib = Number(MemoryKey),
            Settings = settings,
        };
    }

    internal static string From(DuckDbOptions options)
    {
        var builder = new DuckDbConnectionStringBuilder { DataSource = options.Path ?? ":memory:" };
        if (options.ReadOnly)
        {
            builder.ReadOnly = true;
        }

        if (options.Threads is { } threads)
        {
            builder[ThreadsKey] = threads.ToString(CultureInfo.InvariantCulture);
        }

        if (options.MemoryLimitMib is { } memory)
        {
            builder[MemoryKey] = memory.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in options.Settings)
        {
            builder[name] = value;
        }

        return builder.ConnectionString;
    }

    private static bool IsOwn(string key) =>
        string.Equals(key, DataSourceKey, StringComparison.OrdinalIgnoreCase)
        || string.Equals(key, ReadOnlyKey, StringComparison.OrdinalIgnoreCase)
        || string.Equals(key, ThreadsKey, StringComparison.OrdinalIgnoreCase)
        || string.Equals(key, MemoryKey, StringComparison.OrdinalIgnoreCase);

    private string? Text(string key) => TryGetValue(key, out var value) ? value?.ToString() : null;

    private int? Number(string key) => Text(key) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
