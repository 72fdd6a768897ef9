using System.Reflection;
using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary>Finds libduckdb.so beside the assembly, else in <c>.native/duckdb</c> of a folder above it.</summary>
internal static class NativeLibraryResolver
{
    public const string FileName = "libduckdb.so";
    private const int MaxLevelsUp = 32;
    private static int _registered;

    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
        {
            NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);
        }
    }

    /// <summary>The file to load for an assembly in <paramref name="start"/>.</summary>
    /// <exception cref="DllNotFoundException">Neither place has the file; the message names both and <c>make build</c>.</exception>
    public static string Find(string start)
    {
        var beside = Path.Combine(start, FileName);
        if (File.Exists(beside))
        {
            return beside;
        }

        var folder = new DirectoryInfo(start);
        for (var level = 0; level < MaxLevelsUp && folder is not null; level++, folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, ".native", "duckdb", FileName);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DllNotFoundException(
            $"{FileName} is neither in {start} nor in .native/duckdb of a folder above it. Run 'make build' in the repository: it fetches the library and copies it beside the program."
        );
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == NativeMethods.Library ? NativeLibrary.Load(Find(AppContext.BaseDirectory)) : 0;
}
