using System.Collections.Frozen;
using System.Text;

namespace NbaPipeline.Sources;

/// <summary>The row a reader stands on, by column name. Each value is decoded once per row, however often it is asked for.</summary>
internal sealed class Cells
{
    private readonly ITableReader _reader;
    private readonly int[] _ordinals;
    private readonly string?[] _values;
    private readonly FrozenDictionary<string, int> _positions;

    public Cells(ITableReader reader, Layout layout)
    {
        _reader = reader;
        var known = reader
            .Columns.Select((name, ordinal) => (Name: name.ToLowerInvariant(), Ordinal: ordinal))
            .Where(column => layout.Knows(column.Name))
            .OrderBy(column => column.Name, StringComparer.Ordinal)
            .ToArray();
        _ordinals = known.Select(column => column.Ordinal).ToArray();
        _values = new string?[known.Length];
        _positions = known
            .Select((column, position) => KeyValuePair.Create(column.Name, position))
            .ToFrozenDictionary(StringComparer.Ordinal);
        Names = known.Select(column => Encoding.UTF8.GetBytes(column.Name)).ToArray();
    }

    /// <summary>Known columns in ordinal order of their lower-case names, as UTF-8: the fields a content hash covers.</summary>
    public IReadOnlyList<byte[]> Names { get; }

    public long Row => _reader.Row;

    /// <summary>Value of a column, by its lower-case name; <c>null</c> where the field is empty or the file has no such column.</summary>
    public string? this[string column] => _positions.TryGetValue(column, out var position) ? _values[position] : null;

    /// <summary>Value of the column at a position of <see cref="Names"/>.</summary>
    public string? At(int position) => _values[position];

    /// <summary>Takes over the values of the row the reader has come to.</summary>
    public void Load()
    {
        for (var i = 0; i < _ordinals.Length; i++)
        {
            _values[i] = _reader[_ordinals[i]];
        }
    }
}
