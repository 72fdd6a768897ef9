using NbaPipeline.DuckDb.Native;
using NbaPipeline.DuckDb.Reading;

namespace NbaPipeline.DuckDb.Appending;

/// <summary>Makes the data chunk that fits an appender's columns.</summary>
internal static unsafe class AppenderChunk
{
    public static DuckDbAppender Create(
        AppenderHandle appender,
        IReadOnlyList<string>? names,
        Func<DataChunkHandle, AppenderColumn[], DuckDbAppender> create
    )
    {
        var count = (int)NativeMethods.AppenderColumnCount(appender);
        var types = new LogicalTypeHandle?[count];
        try
        {
            var pointers = new nint[count];
            var columns = new AppenderColumn[count];
            for (var i = 0; i < count; i++)
            {
                var type = new LogicalTypeHandle(NativeMethods.AppenderColumnType(appender, (ulong)i));
                types[i] = type;
                pointers[i] = type.Pointer;
                var name = names is null ? $"number {i}" : names[i];
                columns[i] = new AppenderColumn(ColumnType.Describe(type), name, parent: null);
            }

            fixed (nint* first = pointers)
            {
                return create(new DataChunkHandle(NativeMethods.CreateDataChunk(first, (ulong)count)), columns);
            }
        }
        finally
        {
            foreach (var type in types)
            {
                type?.Dispose();
            }
        }
    }
}
