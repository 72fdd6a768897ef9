using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Reading;

/// <summary>A column of a result: its name and the view of its vector in the current chunk.</summary>
internal sealed record ResultColumn(string Name, VectorView Vector)
{
    public static ResultColumn[] Describe(ResultHandle result)
    {
        var columns = new ResultColumn[NativeMethods.ColumnCount(result)];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = new LogicalTypeHandle(NativeMethods.ColumnLogicalType(result, (ulong)i));
            columns[i] = new ResultColumn(
                NativeText.Borrowed(NativeMethods.ColumnName(result, (ulong)i)),
                new VectorView(ColumnType.Describe(type))
            );
        }

        return columns;
    }
}
