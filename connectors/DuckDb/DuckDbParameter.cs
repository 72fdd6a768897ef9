using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace NbaPipeline.DuckDb;

/// <summary>A parameter: named (<c>$name</c>) if it has a name, otherwise by its position among those of the statement.</summary>
public sealed class DuckDbParameter : DbParameter
{
    private string _name = "";
    private string _sourceColumn = "";

    /// <summary>A parameter without name and value.</summary>
    public DuckDbParameter() { }

    /// <summary>A parameter by position.</summary>
    public DuckDbParameter(object? value) => Value = value;

    /// <summary>A parameter by name; a leading <c>$</c>, <c>@</c> or <c>:</c> is dropped.</summary>
    public DuckDbParameter(string name, object? value)
    {
        ParameterName = name;
        Value = value;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string ParameterName
    {
        get => _name;
        set => _name = (value ?? "").TrimStart('$', '@', ':');
    }

    /// <summary>
    /// The value; its .NET type decides the type in DuckDB. Null and DBNull are NULL. Numbers, text, byte[], Guid, DateOnly, TimeOnly,
    /// DateTime (TIMESTAMP), DateTimeOffset (TIMESTAMPTZ), TimeSpan and DuckDbInterval (INTERVAL), and lists of one of these.
    /// </summary>
    public override object? Value { get; set; }

    /// <summary>Not used: DuckDB infers types from values.</summary>
    public override DbType DbType { get; set; } = DbType.Object;

    /// <inheritdoc/>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input)
            {
                throw new NotSupportedException($"DuckDB has input parameters only, not {value}.");
            }
        }
    }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; } = true;

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn
    {
        get => _sourceColumn;
        set => _sourceColumn = value ?? "";
    }

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType() => DbType = DbType.Object;
}
