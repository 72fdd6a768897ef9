namespace NbaPipeline.Sources;

/// <summary>The row a reader stands on, by column name.</summary>
internal sealed class Cells
{
    private readonly ITableReader _reader;
    private readonly Dictionary<string, int> _ordinals;
    private readonly (byte[] Name, int Ordinal)[] _sorted;

    public Cells(ITableReader reader, Layout layout)
    {
        _reader = reader;
        _ordinals = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < reader.Columns.Count; i++)
        {
            if (layout.Knows(reader.Columns[i]))
            {
                _ordinals[reader.Columns[i]] = i;
            }
        }

        _sorted = _ordinals
            .Select(column => (Name: column.Key.ToLowerInvariant(), Ordinal: column.Value))
            .OrderBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => (System.Text.Encoding.UTF8.GetBytes(column.Name), column.Ordinal))
            .ToArray();
    }

    /// <summary>Known columns by name, with their UTF-8 names: the fields a content hash covers.</summary>
    public ReadOnlySpan<(byte[] Name, int Ordinal)> Sorted => _sorted;

    public long Row => _reader.Row;

    /// <summary>Value of a column; <c>null</c> where the field is empty or the file has no such column.</summary>
    public string? this[string column] => _ordinals.TryGetValue(column, out var ordinal) ? _reader[ordinal] : null;

    public string? At(int ordinal) => _reader[ordinal];
}
