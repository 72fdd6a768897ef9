using System.Diagnostics.CodeAnalysis;
using NbaPipeline.DuckDb.Reading;

namespace NbaPipeline.DuckDb;

public sealed partial class DuckDbDataReader
{
    /// <inheritdoc/>
    public override string GetName(int ordinal) => Column(ordinal).Name;

    /// <summary>The type as SQL writes it, for example <c>DECIMAL(10,2)</c> or <c>STRUCT(a INTEGER, b VARCHAR[])</c>.</summary>
    public override string GetDataTypeName(int ordinal) => Column(ordinal).Vector.Type.ToString();

    /// <summary>The type id of the C API.</summary>
    public DuckDbType GetDuckDbType(int ordinal) => Column(ordinal).Vector.Type.Id;

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => Column(ordinal).Vector.Type.ClrType;

    /// <summary>The number of a column; exact name first, then ignoring case.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none; the message lists those there are.</exception>
    [SuppressMessage("Usage", "CA2201", Justification = "ADO.NET names this exception for a column that is not there.")]
    public override int GetOrdinal(string name)
    {
        var index = Array.FindIndex(_columns, column => string.Equals(column.Name, name, StringComparison.Ordinal));
        index =
            index >= 0 ? index : Array.FindIndex(_columns, column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new IndexOutOfRangeException(
                $"There is no column '{name}'; the result has: {string.Join(", ", _columns.Select(c => c.Name))}."
            );
    }

    [SuppressMessage("Usage", "CA2201", Justification = "ADO.NET names this exception for a column that is not there.")]
    private ResultColumn Column(int ordinal) =>
        (uint)ordinal < (uint)_columns.Length
            ? _columns[ordinal]
            : throw new IndexOutOfRangeException($"There is no column {ordinal}; the result has {_columns.Length}, counted from 0.");
}
