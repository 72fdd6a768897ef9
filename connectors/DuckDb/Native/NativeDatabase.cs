using System.Globalization;

namespace NbaPipeline.DuckDb.Native;

/// <summary>Opens databases; those of files come from one cache per process, so that two connections to a file share it.</summary>
internal static class NativeDatabase
{
    private static readonly Lazy<nint> Cache = new(NativeMethods.CreateInstanceCache);

    public static DatabaseHandle Open(DuckDbOptions options)
    {
        using var config = CreateConfig(options);
        nint database;
        nint error;
        var state = options.IsInMemory
            ? NativeMethods.OpenExt(null, out database, config.Pointer, out error)
            : NativeMethods.GetOrCreateFromCache(Cache.Value, options.Path, out database, config.Pointer, out error);
        if (state == 0)
        {
            return new DatabaseHandle(database);
        }

        throw OpenErrors.Explain(options, NativeText.Owned(error));
    }

    private static ConfigHandle CreateConfig(DuckDbOptions options)
    {
        _ = NativeMethods.CreateConfig(out var pointer);
        var config = new ConfigHandle(pointer);
        try
        {
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            Set(config, "access_mode", options.ReadOnly ? "READ_ONLY" : "AUTOMATIC");
            if (options.Threads is { } threads)
            {
                Set(config, "threads", threads.ToString(CultureInfo.InvariantCulture));
            }

            if (options.MemoryLimitMib is { } memory)
            {
                Set(config, "memory_limit", string.Create(CultureInfo.InvariantCulture, $"{memory}MiB"));
            }

            foreach (var (name, value) in options.Settings)
            {
                Set(config, name, value);
            }

            return config;
        }
        catch
        {
            config.Dispose();
            throw;
        }
    }

    private static void Set(ConfigHandle config, string name, string value)
    {
        if (NativeMethods.SetConfig(config, name, value) != 0)
        {
            throw new DuckDbException(
                $"DuckDB does not take the setting {name}={value}. 'SELECT name, description FROM duckdb_settings()' lists the settings and what they mean.",
                DuckDbErrorType.InvalidConfiguration
            );
        }
    }
}
